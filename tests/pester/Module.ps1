# Every suite begins with this: the staged module, its samples, and a fresh place for tickets.
$version = (Import-PowerShellDataFile "$PSScriptRoot/../../module/SecAutomation.psd1").ModuleVersion
$ModulePath = $env:SECAUTOMATION_MODULE ? $env:SECAUTOMATION_MODULE : "$PSScriptRoot/../../artifacts/module/SecAutomation/$version"
if (-not (Test-Path "$ModulePath/SecAutomation.psd1")) {
    throw "The module is not staged: run  dotnet run --project src/SecAutomation.Build -- stage"
}

$ModulePath = (Resolve-Path $ModulePath).Path
$Report = "$ModulePath/samples/weekly-scan.nessus"
$Inventory = "$ModulePath/samples/axonius-devices.json"
$InventoryCsv = "$ModulePath/samples/inventory.csv"
# What goes to the user's own folders by default goes to a folder of this run's.
$env:XDG_DATA_HOME = Join-Path ([IO.Path]::GetTempPath()) "SecAutomation.Pester.$PID"
$env:XDG_CONFIG_HOME = Join-Path $env:XDG_DATA_HOME config
# Warnings are told of where a story is about them.
$WarningPreference = 'SilentlyContinue'
Import-Module "$ModulePath/SecAutomation.psd1"

function New-Store {
    Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).db"
}
