#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
}

Describe 'Errors name the condition and the next step' {
    It 'reports a missing file and goes on with the others' {
        $hosts = Get-CriticalCveHost (Join-Path $TestDrive 'missing.nessus'), $Report -ErrorVariable failure -ErrorAction SilentlyContinue
        $hosts | Should -HaveCount 9
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failure[0])" | Should -BeLike '*missing.nessus*'
    }

    It 'ends at the first error with -ErrorAction Stop' {
        { Get-CriticalCveHost (Join-Path $TestDrive 'missing.nessus') -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
    }

    It 'gives nothing of a report that ends early, unless asked to' {
        $cut = Join-Path $TestDrive 'cut.nessus'
        $text = Get-Content $Report -Raw
        Set-Content $cut $text.Substring(0, [int]($text.Length * 0.6)) -NoNewline
        Get-CriticalCveHost $cut -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ReadIncomplete,*'
        $partial = Get-CriticalCveHost $cut -AllowPartial -ErrorAction SilentlyContinue
        $partial | Should -Not -BeNullOrEmpty
        $partial.Read.IsComplete | Should -Not -Contain $true
    }

    It 'reports <Id> for <Name>' -ForEach @(
        @{ Name = 'an empty file'; Content = ''; Id = 'FileEmpty' }
        @{ Name = 'a file of no known format'; Content = 'a shopping list'; Id = 'FormatNotRecognised' }
        @{ Name = 'XML with a document type'; Content = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><NessusClientData_v2><Report/></NessusClientData_v2>'; Id = 'DocumentTypeRefused' }
    ) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).nessus"
        [System.IO.File]::WriteAllText($file, $Content)
        { Get-CriticalCveHost -LiteralPath $file -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
    }

    It 'reports an inventory without a column of names' {
        $file = Join-Path $TestDrive 'nameless.csv'
        Set-Content $file "Colour,Size`nred,1"
        { Find-Asset web01 -Path $file -ErrorAction Stop } | Should -Throw
    }

    It 'reports a ticket that is not there' {
        $store = New-Store
        Get-CriticalCveHost $Report | Find-Asset -Path $Inventory | Get-AssetDetail -WarningAction SilentlyContinue | New-RemediationTicket -StorePath $store | Out-Null
        { Get-RemediationTicket -Id 'no-such-ticket' -StorePath $store -ErrorAction Stop } | Should -Throw -ErrorId 'TicketNotFound,*'
    }

    It 'reports a file that is no ticket store, and leaves it as it was' {
        $file = Join-Path $TestDrive 'letter.db'
        Set-Content $file 'Dear Anna,'
        { Get-RemediationTicket -StorePath $file -ErrorAction Stop } | Should -Throw -ErrorId 'StoreCorrupt,*'
        Get-Content $file | Should -Be 'Dear Anna,'
    }

    It 'warns of hosts that were not identified' {
        Get-CriticalCveHost $Report | Find-Asset -Path $Inventory |
            Get-AssetDetail -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
        "$warning" | Should -BeLike '*build01*'
        "$warning" | Should -BeLike '*gw01*'
    }

    It 'refuses what is no CVE' {
        { Get-CriticalCveHost $Report -CveId 'Log4Shell' } | Should -Throw '*CVE-*'
    }
}
