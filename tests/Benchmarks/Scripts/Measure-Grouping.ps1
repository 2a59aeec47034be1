<#
.SYNOPSIS
How many tickets each grouping makes of scan reports, and how long planning them takes. Nothing is written.
.EXAMPLE
pwsh -NoProfile -File tests/Benchmarks/Scripts/Measure-Grouping.ps1 -Path ./report.nessus -MinimumCvss 9
#>
param(
    [Parameter(Mandatory)] [string[]] $Path,
    [double] $MinimumCvss = 9.0,
    [string] $Module = (Join-Path $PSScriptRoot '../../../artifacts/module/SecAutomation')
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$store = Join-Path ([IO.Path]::GetTempPath()) "grouping-$([guid]::NewGuid().ToString('N')).db"
$hosts = Get-CriticalCveHost -Path $Path -MinimumCvss $MinimumCvss
$units = 0
$findings = 0
foreach ($one in $hosts) {
    $findings += $one.Finding.Count
    $units += @($one.CveId).Count
}

"{0} hosts, {1} findings, {2} CVEs on hosts at CVSS {3:0.0} and above" -f @($hosts).Count, $findings, $units, $MinimumCvss
foreach ($grouping in 'Host', 'Cve', 'Fix', 'Owner', 'All') {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $tickets = @($hosts | New-RemediationTicket -GroupBy $grouping -StorePath $store -MaximumTickets 1000000 -WhatIf -InformationAction Ignore 6> $null)
    '{0,-6} {1,8} tickets {2,8:0.0} s' -f $grouping, $tickets.Count, $watch.Elapsed.TotalSeconds
}
