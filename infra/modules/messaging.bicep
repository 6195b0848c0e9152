// One topic per kind of event, one subscription per step that handles it; all of it from topology.json.
param name string
param location string
param tags object

@description('[{ name }]')
param topics array

@description('[{ topic, name, requiresSession, filter, lockDuration, maxDeliveryCount }]')
param subscriptions array

param principalId string

// Data Owner, not Sender and Receiver: scaling by queue length reads the length of each subscription, which takes Manage.
// It is granted on this one namespace only.
var dataOwner = '090c5cfd-751d-490a-894a-3ce6f1109419'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

// The service refuses many changes of one namespace at once.
@batchSize(5)
resource eventTopics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [for topic in topics: {
  parent: namespace
  name: topic.name
  properties: {
    // Without it a topic may forward to a subscription in another order than it was sent in, and ordered steps rest on that order.
    supportOrdering: true
    // A full topic refuses what is sent, and dead-letter queues count too.
    maxSizeInMegabytes: 5120
    // Saves work only; that effects are once is what the marks in the store see to. It cannot be changed later.
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    enableBatchedOperations: true
  }
}]

@batchSize(5)
resource stepSubscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [for subscription in subscriptions: {
  name: '${name}/${subscription.topic}/${subscription.name}'
  properties: {
    requiresSession: subscription.requiresSession
    lockDuration: subscription.lockDuration
    maxDeliveryCount: subscription.maxDeliveryCount
    deadLetteringOnMessageExpiration: true
    deadLetteringOnFilterEvaluationExceptions: true
    enableBatchedOperations: true
  }
  dependsOn: [eventTopics]
}]

// A retry or replay is addressed to one step; everything else is for all.
@batchSize(5)
resource rules 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [for (subscription, i) in subscriptions: {
  parent: stepSubscriptions[i]
  name: '$Default'
  properties: {
    filterType: 'SqlFilter'
    sqlFilter: { sqlExpression: subscription.filter }
  }
}]

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(namespace.id, principalId, dataOwner)
  scope: namespace
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataOwner)
  }
}

output id string = namespace.id
output namespace string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
