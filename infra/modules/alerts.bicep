// What wakes somebody: slow steps, failing steps, events that were given up.
param location string
param tags object
param workspaceId string
param serviceBusId string
param email string

// Each attempt of a step is one span of the source 'Stepwell'; they alone carry stepwell.status. Sampled spans count for those they stand for.
var attempts = '''
AppDependencies
| extend Status = tostring(Properties['stepwell.status']), Flow = tostring(Properties['stepwell.flow']), Step = Name
| where isnotempty(Status) and Status !in ('Duplicate', 'Returned')
'''

var rules = [
  {
    name: 'slow-steps'
    title: 'A step is slow: p95 over 500 ms'
    severity: 3
    query: '${attempts}| summarize Value = percentilew(DurationMs, ItemCount, 95) by Flow, Step'
    threshold: 500
  }
  {
    name: 'failing-steps'
    title: 'A step fails: more than 1 % of its attempts'
    severity: 2
    query: '${attempts}| summarize Value = 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount) by Flow, Step'
    threshold: 1
  }
  {
    name: 'dead-letters'
    title: 'An event was given up and waits among the dead letters'
    severity: 1
    // A metric and not spans, of which a busy app keeps some only: one event in a million is enough.
    query: 'AppMetrics | where Name == \'stepwell.dead_letters\' | summarize Value = sum(Sum) by Flow = tostring(Properties[\'stepwell.flow\']), Step = tostring(Properties[\'stepwell.step\'])'
    threshold: 0
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-stepwell'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'stepwell'
    emailReceivers: [
      {
        name: 'on-call'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [for rule in rules: {
  name: rule.name
  location: location
  tags: tags
  properties: {
    displayName: rule.title
    severity: rule.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Maximum'
          metricMeasureColumn: 'Value'
          dimensions: [
            { name: 'Flow', operator: 'Include', values: ['*'] }
            { name: 'Step', operator: 'Include', values: ['*'] }
          ]
          operator: 'GreaterThan'
          threshold: rule.threshold
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    // The tables of telemetry are empty until the app has run.
    skipQueryValidation: true
    actions: { actionGroups: empty(email) ? [] : [people.id] }
  }
}]

// The rule above hears of events that were given up; they are rows of the store, and their messages are completed. What the broker takes
// away by itself (delivered too often, expired, a filter that fails) and what is no event at all is in these queues and nowhere else.
resource deadLetterQueues 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letter-queues'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages that Stepwell could not even record: no event, delivered too often, expired, or no filter could read them. They are in the dead-letter queue of their subscription and in no other place. Read the reason there, mend the cause, and send them to the topic again. The alert ends when the queues are empty.'
    severity: 1
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'depth'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          dimensions: [
            { name: 'EntityName', operator: 'Include', values: ['*'] }
          ]
          operator: 'GreaterThan'
          threshold: 0
          // There is no such metric until the first message came.
          skipMetricValidation: true
        }
      ]
    }
    autoMitigate: true
    actions: empty(email) ? [] : [{ actionGroupId: people.id }]
  }
}

// A subscription that nobody reads any more (deployed by a version that was taken back, or by hand) keeps what it gets, and its topic
// fills: then the topic takes nothing from anybody, and events wait in the outbox.
resource topicSize 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'topic-fills'
  location: 'global'
  tags: tags
  properties: {
    description: 'A topic holds more than 1 GiB of the 5 it takes; a full one takes no more events. Look at the message counts of its subscriptions. One that grows and has no function is not in infra/topology.json: delete it, or put it there as retired. Where all of them have functions, more comes than the steps can do: raise the most instances, or look for a step that fails.'
    severity: 2
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'size'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'Size'
          timeAggregation: 'Maximum'
          dimensions: [
            { name: 'EntityName', operator: 'Include', values: ['*'] }
          ]
          operator: 'GreaterThan'
          // Bytes: a fifth of maxSizeInMegabytes in messaging.bicep, so that there is time to act.
          threshold: 1073741824
          skipMetricValidation: true
        }
      ]
    }
    autoMitigate: true
    actions: empty(email) ? [] : [{ actionGroupId: people.id }]
  }
}
