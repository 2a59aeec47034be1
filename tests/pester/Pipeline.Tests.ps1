#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
}

Describe 'Objects of other commands bind' {
    It 'takes reports from Get-ChildItem' {
        Get-ChildItem "$ModulePath/samples" -Filter *.nessus | Get-CriticalCveHost | Should -HaveCount 9
    }

    It 'takes wildcards and folders' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'reports')
        Copy-Item $Report $folder/one.nessus
        Copy-Item $Report $folder/two.nessus
        $hosts = Get-CriticalCveHost -Path "$folder/*.nessus"
        $hosts | Should -HaveCount 9
        $hosts[0].Source | Should -BeLike '*one.nessus*two.nessus*'
        Get-CriticalCveHost -Path $folder | Should -HaveCount 9
    }

    It 'takes a name with brackets as it is' {
        $odd = Join-Path $TestDrive 'scan[1].nessus'
        Copy-Item $Report -Destination (Join-Path $TestDrive 'plain.nessus')
        [System.IO.File]::Copy($Report, $odd)
        Get-CriticalCveHost -LiteralPath $odd | Should -HaveCount 9
        Get-ChildItem -LiteralPath $odd | Get-CriticalCveHost | Should -HaveCount 9
    }

    It 'takes rows of Import-Csv as hosts' {
        $rows = Import-Csv $InventoryCsv
        $match = $rows | Find-Asset -Path $Inventory
        $match | Should -HaveCount $rows.Count
        ($match | Where-Object Status -EQ 'Matched') | Should -Not -BeNullOrEmpty
    }

    It 'takes rows of Import-Csv as inventory' {
        $match = Find-Asset -ComputerName 'WEB01.corp.example.' -Inventory (Import-Csv $InventoryCsv)
        $match.Status | Should -Be 'Matched'
        $match.Asset.IPAddress | Should -Be '192.0.2.11'
    }

    It 'takes names as text' {
        $match = 'dc01', 'CORP\dc01', 'dc01$' | Find-Asset -Path $Inventory
        $match.Status | Should -Be 'Matched', 'Matched', 'Matched'
    }

    It 'selects hosts by wildcard' {
        (Get-CriticalCveHost $Report -ComputerName 'w*').ComputerName | Sort-Object | Should -Be 'WEB01', 'wiki01'
    }
}

Describe 'Objects live long' {
    BeforeAll {
        $critical = Get-CriticalCveHost $Report
        $match = $critical | Find-Asset -Path $Inventory
        $detail = $match | Get-AssetDetail
    }

    It 'binds <_> again after Export-Clixml' -ForEach 'critical', 'match', 'detail' {
        $file = Join-Path $TestDrive "$_.xml"
        Get-Variable $_ -ValueOnly | Export-Clixml $file -Depth 6
        $back = Import-Clixml $file
        $store = New-Store
        $ticket = switch ($_) {
            critical { $back | Find-Asset -Path $Inventory | Get-AssetDetail | New-RemediationTicket -StorePath $store }
            match { $back | Get-AssetDetail | New-RemediationTicket -StorePath $store }
            detail { $back | New-RemediationTicket -StorePath $store }
        }
        $ticket | Should -HaveCount 7
        ($ticket.CveId | Sort-Object -Unique) | Should -Be ($critical.CveId | Sort-Object -Unique)
    }

    It 'becomes JSON and binds again' {
        $back = $detail | ConvertTo-Json -Depth 8 | ConvertFrom-Json
        $back | New-RemediationTicket -StorePath (New-Store) | Should -HaveCount 7
    }

    It 'keeps lists in one cell of a CSV file' {
        $file = Join-Path $TestDrive 'critical.csv'
        $critical | Export-Csv $file
        $row = Import-Csv $file | Where-Object ComputerName -EQ 'WEB01'
        $row.CveIdText | Should -Be 'CVE-2021-44228, CVE-2021-45046'
        $row.IPAddressText | Should -Be '192.0.2.11'
    }

    It 'finds assets for hosts that were in a CSV file' {
        $file = Join-Path $TestDrive 'hosts.csv'
        $critical | Export-Csv $file
        Import-Csv $file | Find-Asset -Path $Inventory | Where-Object Status -EQ 'Matched' | Should -HaveCount 6
    }

    It 'sorts by priority and by score' {
        $sorted = $critical | Sort-Object MaxCvss -Descending
        $sorted[0].MaxCvss | Should -Be 10.0
        $sorted[-1].MaxCvss | Should -Be 9.4
        ($critical | Sort-Object Priority -Descending)[0].Priority | Should -Be 'Critical'
    }

    It 'groups and measures like any object' {
        ($match | Group-Object Status -NoElement | Where-Object Name -EQ 'Matched').Count | Should -Be 6
    }
}
