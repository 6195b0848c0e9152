using 'main.bicep'

// Each can be set for an environment: azd env set STEPWELL_MAXIMUM_INSTANCES 100
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
// any: to the compiler int() is any number, which a parameter of three values does not take; the deployment checks which one it is.
param instanceMemoryMB = any(int(readEnvironmentVariable('STEPWELL_INSTANCE_MEMORY_MB', '2048')))
param maximumInstanceCount = int(readEnvironmentVariable('STEPWELL_MAXIMUM_INSTANCES', '40'))
param alwaysReady = json(readEnvironmentVariable('STEPWELL_ALWAYS_READY', '[]'))
param alertEmail = readEnvironmentVariable('STEPWELL_ALERT_EMAIL', '')
param telemetryRetentionDays = int(readEnvironmentVariable('STEPWELL_TELEMETRY_DAYS', '30'))
param storageSku = readEnvironmentVariable('STEPWELL_STORAGE_SKU', 'Standard_ZRS')
param tablePrefix = readEnvironmentVariable('STEPWELL_TABLE_PREFIX', 'Stepwell')
param appSettings = json(readEnvironmentVariable('STEPWELL_APP_SETTINGS', '{}'))
