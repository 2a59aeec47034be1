#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
}

Describe 'A good citizen of the shell' {
    It 'exports the cmdlets that its manifest names and nothing else' {
        $module = Get-Module SecAutomation
        $named = (Import-PowerShellDataFile "$ModulePath/SecAutomation.psd1").CmdletsToExport | Sort-Object
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be $named
        $module.ExportedCommands.Count | Should -Be $named.Count
    }

    It 'comes back after -Force and after Remove-Module' {
        Import-Module "$ModulePath/SecAutomation.psd1" -Force
        Get-CriticalCveHost $Report | Should -HaveCount 9
        Remove-Module SecAutomation
        Get-Command Get-CriticalCveHost -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Import-Module "$ModulePath/SecAutomation.psd1"
        Get-CriticalCveHost $Report | Should -HaveCount 9
    }

    It 'resolves its types by literal' {
        [SecAutomation.CriticalCveHost].IsSealed | Should -BeTrue
        Get-CriticalCveHost $Report | Select-Object -First 1 | Should -BeOfType ([SecAutomation.CriticalCveHost])
    }

    It 'is a valid module' {
        (Test-ModuleManifest "$ModulePath/SecAutomation.psd1").Version | Should -Be (Get-Module SecAutomation).Version
    }

    It 'has help with examples for <_>' -ForEach 'Get-CriticalCveHost', 'Find-Asset', 'Get-AssetDetail', 'New-RemediationTicket', 'Get-RemediationTicket', 'Close-RemediationTicket' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeLike "*$_ *"
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        (Get-Help $_ -Examples | Out-String) | Should -BeLike '*tickets*'.Replace('tickets', $_)
    }

    It 'has the about topics' {
        (Get-Help about_SecAutomation | Out-String) | Should -BeLike '*Get-CriticalCveHost*'
        (Get-Help about_SecAutomation_Errors | Out-String) | Should -BeLike '*ReadIncomplete*'
    }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'Get-CriticalCveHost -Sev'; Text = '-SeverityBasis' }
        @{ Line = 'Get-CriticalCveHost -SeverityBasis High'; Text = 'HighestCvss' }
        @{ Line = 'New-RemediationTicket -GroupBy C'; Text = 'Cve' }
        @{ Line = 'Close-RemediationTicket -Resolution Risk'; Text = 'RiskAccepted' }
    ) {
        (TabExpansion2 $Line).CompletionMatches.CompletionText | Should -Contain $Text
    }

    It 'completes the teams that a store knows' {
        $store = New-Store
        Get-CriticalCveHost $Report | Find-Asset -Path $Inventory | Get-AssetDetail |
            New-RemediationTicket -Team 'Windows Servers' -StorePath $store | Out-Null
        (TabExpansion2 "Get-RemediationTicket -StorePath '$store' -Team Win").CompletionMatches.CompletionText |
            Should -Contain "'Windows Servers'"
    }

    It 'shows tables that fit' {
        $table = Get-CriticalCveHost $Report | Out-String -Width 120
        $table | Should -BeLike '*ComputerName*'
        $table | Should -BeLike '*WEB01*'
    }
}

Describe 'Every example of the help runs' {
    BeforeDiscovery {
        . $PSScriptRoot/Module.ps1
        $examples = foreach ($command in Get-Command -Module SecAutomation) {
            foreach ($example in (Get-Help $command.Name).examples.example) {
                # Servers and vaults of the reader are not here; stub servers tell these stories elsewhere.
                if ("$($example.code)" -match 'https://|Get-Secret|-Feed\b') { continue }
                @{ Command = $command.Name; Title = "$($example.title)".Trim('- '); Code = "$($example.code)" }
            }
        }
    }

    It '<Command>: <Title>' -ForEach $examples {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('n')))
        Copy-Item -Recurse "$ModulePath/samples/*" $folder
        Push-Location $folder
        try {
            & ([scriptblock]::Create($Code)) -ErrorAction Stop 3>$null 6>$null | Out-Null
        }
        finally {
            Pop-Location
        }
    }
}
