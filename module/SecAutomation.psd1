@{
    ModuleVersion = '0.1.0'
    GUID = '5a1b7f0e-3c52-4f0d-9d6b-8f2f6f0c1a77'
    Author = 'The SecAutomation authors'
    CompanyName = 'Community'
    Copyright = 'MIT licence, see LICENSE'
    Description = 'From a critical CVE to an assigned ticket: hosts from the vulnerability scanner, found in the inventory, described, and handed to IT in tickets that are never opened twice.'
    PowerShellVersion = '7.4'
    CompatiblePSEditions = @('Core')
    # The first makes the second loadable, apart from other modules' packages. No script does: the engine would take twice as long.
    NestedModules = @('bin/SecAutomation.Import.0.1.0.dll', 'SecAutomation.Commands.dll')
    FormatsToProcess = @('SecAutomation.Format.ps1xml')
    TypesToProcess = @('SecAutomation.Types.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport = @(
        'Close-RemediationTicket'
        'ConvertFrom-CvssVector'
        'Find-Asset'
        'Get-AssetDetail'
        'Get-CriticalCveHost'
        'Get-CveDetail'
        'Get-RemediationPolicy'
        'Get-RemediationRun'
        'Get-RemediationTicket'
        'Get-SecConnection'
        'Get-SecConnector'
        'Invoke-RemediationPlan'
        'New-RemediationPlan'
        'New-RemediationTicket'
        'Register-SecConnection'
        'Register-SecConnector'
        'Repair-RemediationLedger'
        'Set-AssetMatch'
        'Test-SecConnection'
        'Test-SecEnvironment'
        'Undo-RemediationRun'
        'Unregister-SecConnection'
        'Update-CveIntelligence'
        'Update-RemediationTicket'
    )
    VariablesToExport = @()
    AliasesToExport = @()
    PrivateData = @{
        PSData = @{
            Tags = @('Security', 'Vulnerability', 'CVE', 'Nessus', 'Tenable', 'Axonius', 'Inventory', 'Remediation', 'Ticket', 'PSEdition_Core')
            ReleaseNotes = 'See CHANGELOG.md in the module folder.'
        }
    }
}
