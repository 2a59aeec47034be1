<#
.SYNOPSIS
The weekly run, for cron or the Task Scheduler.
.DESCRIPTION
Exit code 0: done. 1: done in part, and somebody should look. 2: nothing was changed.
Every run adds one line of JSON to the log, also one that failed.
.PARAMETER Report
The report of the scanner.
.PARAMETER Inventory
The inventory.
.PARAMETER StorePath
The file that keeps the tickets. For a tracker, register it with -Persist -Default and leave -StorePath out of the calls below.
.PARAMETER Log
The log.
#>
param(
    [string] $Report = "$PSScriptRoot/weekly-scan.nessus",
    [string] $Inventory = "$PSScriptRoot/axonius-devices.json",
    [string] $StorePath = "$PSScriptRoot/tickets.db",
    [string] $Log = "$PSScriptRoot/weekly.jsonl"
)
$began = [DateTimeOffset]::UtcNow
$problem = @()
$told = @()
$failure = $null
try {
    # A report that is not whole ends the run here: nothing is changed on half of the truth.
    $critical = Get-CriticalCveHost -Path $Report -IncludeClean -IncludeFixed -WarningVariable +told -ErrorAction Stop
    $detail = $critical | Find-Asset -Path $Inventory -ErrorVariable +problem -WarningVariable +told | Get-AssetDetail -ErrorVariable +problem -WarningVariable +told

    # What came back opens its old ticket; only then is new work given out.
    $null = $detail | Update-RemediationTicket -StorePath $StorePath -RoutingPath "$PSScriptRoot/routing.yaml" -ExceptionPath "$PSScriptRoot/exceptions.yaml" `
        -CloseMode Resolve -MaximumClose 20 -ErrorVariable +problem -WarningVariable +told
    $null = $detail | New-RemediationTicket -StorePath $StorePath -RoutingPath "$PSScriptRoot/routing.yaml" -ExceptionPath "$PSScriptRoot/exceptions.yaml" `
        -Team 'IT Operations' -MaximumTickets 30 -ErrorVariable +problem -WarningVariable +told
}
catch {
    $failure = "$($_.FullyQualifiedErrorId): $_"
}

$errors = [string[]] @($problem | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" })
$runs = @(Get-RemediationRun -StorePath $StorePath -ErrorAction Ignore | Where-Object StartedAt -GE $began)
$count = @{}
foreach ($name in 'Created', 'Updated', 'Closed', 'Skipped', 'Uncertain', 'Failed') {
    $count[$name] = 0
    foreach ($run in $runs) { $count[$name] += $run.$name }
}
$isChanged = $count.Created + $count.Updated + $count.Closed -gt 0
$isDoubtful = $count.Failed + $count.Uncertain + $errors.Count -gt 0
$exitCode = if ($failure -and -not $isChanged) { 2 } elseif ($failure -or $isDoubtful) { 1 } else { 0 }
$line = [ordered]@{
    startedAt = $began.ToString('o'); endedAt = [DateTimeOffset]::UtcNow.ToString('o'); exitCode = $exitCode
    created = $count.Created; updated = $count.Updated; closed = $count.Closed; skipped = $count.Skipped; uncertain = $count.Uncertain; failed = $count.Failed
    runs = [string[]] @($runs | ForEach-Object Id); failure = $failure; errors = $errors; warnings = [string[]] @($told)
}
[System.IO.File]::AppendAllText($Log, [System.Text.Json.JsonSerializer]::Serialize($line, $line.GetType()) + "`n")
exit $exitCode
