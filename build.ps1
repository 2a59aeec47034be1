<#
.SYNOPSIS
The door to the build for people with pwsh. All work is done by src/SecAutomation.Build.
.EXAMPLE
./build.ps1 -Task demo
.EXAMPLE
./build.ps1 -Task test -Heavy
#>
[CmdletBinding()]
param(
    [ValidateSet('build', 'stage', 'demo', 'test', 'docs', 'package', 'bench', 'new-connector')]
    [string] $Task = 'build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration,

    # The name of a new connector.
    [string] $Name,

    # What a new connector is to the job.
    [ValidateSet('scanner', 'inventory', 'tracker')]
    [string] $Role = 'scanner',

    # Adds the slow tests.
    [switch] $Heavy,

    # Adds the tests with real servers, which tests/Servers/start starts.
    [switch] $Server
)

$sdk = 10
$found = if (Get-Command -Name dotnet -ErrorAction SilentlyContinue) { & dotnet --list-sdks }
if (-not ($found -match "^$sdk\.")) {
    $these = if ($found) { "only these were found: $($found -join ', ')" } else { 'none was found' }
    throw "The .NET $sdk SDK is needed, and $these. Install it, or put its dotnet first on the PATH."
}

$project = [System.IO.Path]::Combine($PSScriptRoot, 'src', 'SecAutomation.Build')
$options = @(
    if ($Name) { $Name, '--role', $Role }
    if ($Configuration) { '--configuration', $Configuration }
    if ($Heavy) { '--heavy' }
    if ($Server) { '--server' }
)
& dotnet run --project $project '--' $Task @options
exit $LASTEXITCODE
