// State, marks, outbox and dead letters in tables; the deployed package in a container. Shared keys are off.
param name string
param location string
param tags object
param principalId string
param sku string
param tablePrefix string

var packages = 'packages'

// The store's own list, TableStore.TablesOf; a test compares the two. They are deployed, so that no start of the app asks whether they are there.
var tables = ['State', 'Pending', 'Groups', 'Reservations', 'DeadLetters', 'Keys']

var roles = {
  // The Functions host keeps its leases in blobs, which takes more than reading and writing them.
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // On the account and not on each table: the Functions host keeps diagnostics of its own in a table whose name it makes.
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource container 'containers' = {
      name: packages
    }
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource stores 'tables' = [for table in tables: {
      name: '${tablePrefix}${table}'
    }]
  }
}

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(roles): {
  name: guid(account.id, principalId, role.value)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
  }
}]

output name string = account.name
output packageContainer string = packages
