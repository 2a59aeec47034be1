<#
.SYNOPSIS
From a scan report to assigned tickets, in four steps.
.PARAMETER StorePath
The file that keeps the tickets.
#>
param(
    [string] $StorePath = 'demo-tickets.db'
)

'Step 1. The hosts with a critical CVE, from the report of the vulnerability scanner'
$critical = Get-CriticalCveHost -Path "$PSScriptRoot/weekly-scan.nessus"
$critical | Out-Host

'Step 2. The same hosts in the inventory'
$match = $critical | Find-Asset -Path "$PSScriptRoot/axonius-devices.json"
$match | Out-Host

'Step 3. Their addresses, operating systems, software and owners'
$detail = $match | Get-AssetDetail
$detail | Out-Host

'Step 4. The tickets for the IT team'
$detail | New-RemediationTicket -Team 'IT Operations' -StorePath $StorePath
