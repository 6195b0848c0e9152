// Throughput, latency and failures per flow and step, beside the alerts.
param app string
param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'stepwell')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: '${app}: flows and steps'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: loadTextContent('workbook.json')
  }
}
