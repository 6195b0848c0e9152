// All that a Stepwell app is on Azure: one resource group, no keys, one identity.
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('The azd environment. Resources are named after it, so that several can live side by side.')
param environmentName string

@minLength(1)
@metadata({ azd: { type: 'location' } })
@description('The region. It must offer Flex Consumption: az functionapp list-flexconsumption-locations')
param location string

@allowed([512, 2048, 4096])
@description('Memory of one instance in MB. Steps share it, at most 100 at once.')
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
@description('The most instances that each function scales to: the ceiling of what a burst may cost.')
param maximumInstanceCount int = 40

@description('Instances that never sleep: [{ name: \'http\', instanceCount: 1 }], or \'function:PriceOrder\' for one event step. They are billed while they idle.')
param alwaysReady array = []

@description('Who is told when an alert fires; empty for nobody, the alerts are then seen in the portal only.')
param alertEmail string = ''

@minValue(30)
@maxValue(730)
@description('Days for which telemetry is kept.')
param telemetryRetentionDays int = 30

@allowed(['Standard_ZRS', 'Standard_GZRS', 'Standard_LRS', 'Standard_GRS'])
@description('How often and where storage keeps each byte. Zone-redundant by default: state is all that an app has; a region without zones takes Standard_LRS.')
param storageSku string = 'Standard_ZRS'

@minLength(1)
@maxLength(51)
@description('What the names of the tables begin with: letters and digits, a letter first. Apps that share a storage account need different ones.')
param tablePrefix string = 'Stepwell'

@description('Settings of the app beside those that the infrastructure makes, e.g. { Stepwell__StateRetention: \'90.00:00:00\' }. No secrets: they belong into Key Vault, read by the app\'s identity.')
param appSettings object = {}

var topology = loadJsonContent('topology.json')
var suffix = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${suffix}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    sku: storageSku
    tablePrefix: tablePrefix
  }
}

module messaging 'modules/messaging.bicep' = {
  name: 'messaging'
  scope: group
  params: {
    name: 'sb-${suffix}'
    location: location
    tags: tags
    topics: topology.topics
    subscriptions: topology.subscriptions
    principalId: identity.outputs.principalId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    retentionDays: telemetryRetentionDays
    principalId: identity.outputs.principalId
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    serviceName: 'functions'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    tablePrefix: tablePrefix
    serviceBusHost: messaging.outputs.host
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    appSettings: appSettings
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: messaging.outputs.id
    email: alertEmail
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    app: topology.app
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output SERVICE_FUNCTIONS_NAME string = functions.outputs.name
output SERVICE_FUNCTIONS_URI string = functions.outputs.uri
output SERVICE_BUS_NAMESPACE string = messaging.outputs.namespace
output STORAGE_ACCOUNT string = storage.outputs.name
output APPLICATION_INSIGHTS string = monitoring.outputs.applicationInsightsName
