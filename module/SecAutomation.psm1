# Core cmdlets only: this runs in hosts that have no Microsoft.PowerShell.Utility.
$importModule = Get-Command -Name Import-Module -Module Microsoft.PowerShell.Core
$isReload = [bool]('SecAutomation.LoadContext.ModuleLoader' -as [type])
if (-not $isReload) {
    # The public types live where type literals find them; all else is loaded apart from other modules' packages.
    $publicTypes = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'SecAutomation.dll')
    [void][System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($publicTypes)
}

try {
    $commands = [SecAutomation.LoadContext.ModuleLoader]::Load($PSScriptRoot)
} catch [System.InvalidOperationException] {
    throw $_.Exception.GetBaseException().Message
}

$inner = & $importModule -Assembly $commands -PassThru
if ($isReload) {
    # PowerShell takes a cached module here and leaves its cmdlets out: https://github.com/PowerShell/PowerShell/issues/20710
    $addExportedCmdlet = [psmoduleinfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
        $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
