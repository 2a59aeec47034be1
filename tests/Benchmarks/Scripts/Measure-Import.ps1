# What Import-Module takes in this process, in milliseconds, after another module was imported. For a shell without the module loaded.
param([string] $Module)
Import-Module Microsoft.PowerShell.Management
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
"$($watch.Elapsed.TotalMilliseconds)"
