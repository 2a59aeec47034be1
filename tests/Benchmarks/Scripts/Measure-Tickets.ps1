# Seconds for that many new tickets of that many findings each, and for the same run again. Core cmdlets only.
# The local store where no product is named; else the tracker that tests/Servers started.
param([string] $Product, [int] $Count, [int] $Findings, [string] $Folder)
$env:XDG_DATA_HOME = $env:XDG_CONFIG_HOME = $Folder
$invariant = [cultureinfo]::InvariantCulture
$place = @{ StorePath = "$Folder/tickets.db" }
if ($Product -eq 'Redmine') {
    $setting = @{ project = $env:SECAUTOMATION_REDMINE_PROJECT; team = $env:SECAUTOMATION_REDMINE_TEAM }
    $null = Register-SecConnection -Name t -Connector Redmine -Url $env:SECAUTOMATION_REDMINE_URL -Setting $setting -SecretSource env:SECAUTOMATION_REDMINE_API_KEY
    $place.Connection = 't'
}
elseif ($Product -eq 'RequestTracker') {
    $setting = @{ queue = $env:SECAUTOMATION_REQUESTTRACKER_QUEUE }
    $null = Register-SecConnection -Name t -Connector RequestTracker -Url $env:SECAUTOMATION_REQUESTTRACKER_URL -Setting $setting -SecretSource env:SECAUTOMATION_REQUESTTRACKER_TOKEN
    $place.Connection = 't'
}

# Names of their own: a tracker may know the hosts of earlier measurements.
$run = [guid]::NewGuid().ToString('n').Substring(0, 8)
$rows = for ($i = 0; $i -lt $Count; $i++) {
    for ($j = 0; $j -lt $Findings; $j++) { [pscustomobject]@{ ComputerName = "h$i-$run"; CveId = "CVE-2021-$(10000 + $j)"; MaxCvss = 10.0 } }
}
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$seconds = foreach ($action in 'Created', 'Unchanged') {
    $watch.Restart()
    $made = @($rows | New-RemediationTicket @place -MaximumTickets 1000000 -Confirm:$false)
    $watch.Elapsed.TotalSeconds.ToString('F2', $invariant)
    $fitting = @($made | Where-Object Action -EQ $action).Count
    if ($fitting -ne $Count) { throw "$fitting of $Count tickets are $action." }
}
[System.Console]::WriteLine($seconds -join ' ')
