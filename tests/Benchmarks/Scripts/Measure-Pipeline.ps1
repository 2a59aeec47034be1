# What a pipeline of four steps takes for an object and a step, in microseconds of processor time: the least of several rounds, since the
# first ones compile. Hosts are all different, as step 1 gives them, and new in each round, since results remember what they worked out.
# Three figures: the steps alone, with the reading of the inventory, and with the planning of the tickets once the last object is there.
# Beside them cmdlets that do nothing, which is the engine's own share. Core cmdlets only.
param([int] $Count = 50000, [string] $Floor, [int] $Rounds = 6)
$ErrorActionPreference = 'Stop'
Import-Module $Floor -DisableNameChecking
$inventory = [System.IO.Path]::GetTempFileName() + '.csv'
$lines = [System.Collections.Generic.List[string]]::new()
$lines.Add('ComputerName,FQDN,IPAddress,OS,Owner')
for ($i = 0; $i -lt $Count; $i++) { $lines.Add("srv$i,srv$i.corp.example,10.0.0.1,Linux,it") }
[System.IO.File]::WriteAllLines($inventory, $lines)
$store = [System.IO.Path]::GetTempFileName() + '.db'
$finding = [SecAutomation.Finding]@{ CveId = 'CVE-2024-1000'; DetectionId = '1'; Title = 't'; CvssScore = 9.8; State = 'Open' }
$passed = for ($i = 0; $i -lt $Count; $i++) { [SecAutomation.Benchmarks.Pipeline.PassedHost]::new("srv$i", "srv$i.corp.example", 'CVE-2024-1000') }

function New-Host {
    for ($i = 0; $i -lt $Count; $i++) {
        [SecAutomation.CriticalCveHost]@{ ComputerName = "srv$i"; Fqdn = "srv$i.corp.example"; CveId = 'CVE-2024-1000'; Finding = $finding }
    }
}

function New-Row {
    for ($i = 0; $i -lt $Count; $i++) { [pscustomobject]@{ ComputerName = "srv$i"; Fqdn = "srv$i.corp.example"; CveId = 'CVE-2024-1000'; CvssScore = 9.8; State = 'Open' } }
}

# Milliseconds: until the last object had gone through all steps, and until the end.
function Get-Duration([scriptblock] $Objects, [scriptblock] $Body) {
    $least = $leastThrough = [double]::MaxValue
    for ($round = 0; $round -lt $Rounds; $round++) {
        $given = @(& $Objects)
        [System.GC]::Collect()
        $before = [System.Environment]::CpuUsage.TotalTime.TotalMilliseconds
        $null = & $Body
        $least = [System.Math]::Min($least, [System.Environment]::CpuUsage.TotalTime.TotalMilliseconds - $before)
        $leastThrough = [System.Math]::Min($leastThrough, [SecAutomation.Benchmarks.Pipeline.WriteEachCommand]::Through - $before)
    }
    $leastThrough, $least
}

function Write-Duration([string] $What, [int] $Step, [scriptblock] $Objects, [scriptblock] $Body, [double] $Reading = 0) {
    $through, $whole = Get-Duration $Objects $Body
    $scale = 1000 / $Count / $Step
    [System.Console]::WriteLine(('{0,-46} {1,10:F2} {2,10:F2} {3,10:F2}' -f $What, (($through - $Reading) * $scale), ($through * $scale), ($whole * $scale)))
}

$ticket = @{ GroupBy = 'All'; StorePath = $store; MaximumTickets = 100000; WhatIf = $true }
# Warm, as it is in the figures that it is taken off.
$null = Get-Duration { New-Host } { Write-Each $given | Find-Asset -Path $inventory | Get-AssetDetail }
$null, $reading = Get-Duration { (New-Host)[0] } { Write-Each $given | Find-Asset -Path $inventory }
[System.Console]::WriteLine(('{0,-46} {1,10} {2,10} {3,10}' -f "us for an object and a step, $Count hosts", 'steps', 'and input', 'and plan'))
Write-Duration 'four steps that do nothing, by type' 4 { $passed } { Write-Each $given | Pass-Object | Pass-Object | Pass-Object -Last }
Write-Duration 'four steps that do nothing, by three names' 4 { $passed } { Write-Each $given | Pass-Property | Pass-Property | Pass-Property -Last }
Write-Duration 'the four steps, by type' 4 { New-Host } { Write-Each $given | Find-Asset -Path $inventory | Get-AssetDetail | New-RemediationTicket @ticket } $reading
Write-Duration 'the four steps, by property names' 4 { New-Row } { Write-Each $given | Find-Asset -Path $inventory | Get-AssetDetail | New-RemediationTicket @ticket } $reading
[System.Console]::WriteLine('us for an object in one step, with its share of the first')
Write-Duration 'nothing, by type' 1 { $passed } { Write-Each $given | Pass-Object -Last }
Write-Duration 'Find-Asset, by type' 1 { New-Host } { Write-Each $given | Find-Asset -Path $inventory } $reading
Write-Duration 'Find-Asset, by names' 1 { New-Row } { Write-Each $given | Find-Asset -Path $inventory } $reading
Write-Duration 'Get-AssetDetail, by type' 1 { New-Host | Find-Asset -Path $inventory } { Write-Each $given | Get-AssetDetail }
Write-Duration 'New-RemediationTicket, by type' 1 { New-Host | Find-Asset -Path $inventory | Get-AssetDetail } { Write-Each $given | New-RemediationTicket @ticket }
[System.IO.File]::Delete($inventory)
[System.IO.File]::Delete($store)
