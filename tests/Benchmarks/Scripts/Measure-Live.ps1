# What connections cost, in a process that just began. Core cmdlets only.
# First: milliseconds for registering, for the first look-up and for the second. Tickets: seconds for that many, and of them of processor time.
param([string] $What, [uri] $Url, [int] $Count, [int] $Throttle, [string] $Folder, [string[]] $Connectors, [string] $Key)
$env:XDG_DATA_HOME = $env:XDG_CONFIG_HOME = $Folder
$env:SECAUTOMATION_BENCH_KEY = $Key
$invariant = [cultureinfo]::InvariantCulture
$null = Register-SecConnector $Connectors
$watch = [System.Diagnostics.Stopwatch]::StartNew()
if ($What -eq 'First') {
    $null = Register-SecConnection -Name live -Connector OurCmdb -Url $Url -SecretSource env:SECAUTOMATION_BENCH_KEY
    $registered = $watch.Elapsed.TotalMilliseconds
    $watch.Restart()
    $first = Find-Asset web01 -Connection live
    $called = $watch.Elapsed.TotalMilliseconds
    $watch.Restart()
    $second = Find-Asset web01 -Connection live
    if ($first.Status -ne 'Matched' -or $second.Status -ne 'Matched') { throw 'The host was not found.' }
    [System.Console]::WriteLine([string]::Format($invariant, '{0:F1} {1:F1} {2:F1}', $registered, $called, $watch.Elapsed.TotalMilliseconds))
    return
}

$null = Register-SecConnection -Name live -Connector StubTracker -Url $Url -Setting @{ team = 'IT Operations' } -SecretSource env:SECAUTOMATION_BENCH_KEY
$rows = for ($i = 0; $i -lt $Count; $i++) { [pscustomobject]@{ ComputerName = "h$i"; CveId = 'CVE-2021-44228'; MaxCvss = 10.0 } }
$before = [System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime
$watch.Restart()
$made = $rows | New-RemediationTicket -Connection live -ThrottleLimit $Throttle -StorePath "$Folder/tickets.db" -MaximumTickets 10000 -Confirm:$false
if (@($made).Count -ne $Count) { throw "There are $(@($made).Count) tickets." }
$used = [System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime - $before
[System.Console]::WriteLine([string]::Format($invariant, '{0:F2} {1:F2}', $watch.Elapsed.TotalSeconds, $used.TotalSeconds))
