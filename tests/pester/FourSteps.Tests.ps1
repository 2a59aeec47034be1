#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
}

Describe 'From a report to tickets in four steps' {
    BeforeAll {
        $store = New-Store
        $critical = Get-CriticalCveHost -Path $Report
        $match = $critical | Find-Asset -Path $Inventory
        $detail = $match | Get-AssetDetail
        $ticket = $detail | New-RemediationTicket -Team 'IT Operations' -StorePath $store
    }

    It 'finds the nine hosts with a critical CVE, and none of the famous ones that are not critical' {
        $critical | Should -HaveCount 9
        $critical.ComputerName | Should -Contain 'WEB01'
        $critical.ComputerName | Should -Contain '203.0.113.7'
        $critical.ComputerName | Should -Contain 'HMI-LINE3'
        $critical.CveId | Should -Not -Contain 'CVE-2024-6387'
        $critical.CveId | Should -Not -Contain 'CVE-2021-34527'
    }

    It 'takes the score of the newest CVSS version' {
        $web = $critical | Where-Object ComputerName -EQ 'WEB01'
        $web.MaxCvss | Should -Be 10.0
        $web.CveId | Should -Be 'CVE-2021-44228', 'CVE-2021-45046'
    }

    It 'tells what was read' {
        $critical[0].Read.IsComplete | Should -BeTrue
        $critical[0].Read.Source | Should -BeLike '*weekly-scan.nessus'
    }

    It 'answers each host exactly once' {
        $match | Should -HaveCount 9
        ($match.ComputerName | Sort-Object) | Should -Be ($critical.ComputerName | Sort-Object)
    }

    It 'matches a host that is spelled differently' {
        $web = $match | Where-Object ComputerName -EQ 'WEB01'
        $web.Status | Should -Be 'Matched'
        $web.Confidence | Should -Be 'High'
        $web.Asset.ComputerName | Should -BeExactly 'web01'
    }

    It 'matches a host that is known by its NetBIOS name alone' {
        $hmi = $match | Where-Object ComputerName -EQ 'HMI-LINE3'
        $hmi.Status | Should -Be 'Matched'
        $hmi.Rule | Should -Be 'R5'
    }

    It 'never guesses between two machines of one name' {
        $build = $match | Where-Object ComputerName -EQ 'build01'
        $build.Status | Should -Be 'Ambiguous'
        $build.Asset | Should -BeNullOrEmpty
        $build.Candidate | Should -HaveCount 2
        $build.Reason | Should -Not -BeNullOrEmpty
    }

    It 'says which machine the inventory lost sight of, in any year' {
        ($match | Where-Object IsStale).ComputerName | Should -Be 'file01'
    }

    It 'says that a host is missing, with the reason' {
        $gateway = $match | Where-Object ComputerName -EQ 'gw01'
        $gateway.Status | Should -Be 'NotFound'
        $gateway.Reason | Should -Not -BeNullOrEmpty
    }

    It 'loses no host on the way' {
        $detail | Should -HaveCount 9
    }

    It 'tells unknown software from none' {
        $hmi = $detail | Where-Object ComputerName -EQ 'HMI-LINE3'
        $null -eq $hmi.InstalledSoftware | Should -BeTrue
        $hmi.InstalledSoftwareText | Should -Be 'unknown'
        $none = Get-AssetDetail -ComputerName hv01 -Path $Inventory
        $null -eq $none.InstalledSoftware | Should -BeFalse
        $none.InstalledSoftwareText | Should -Be 'none'
    }

    It 'creates a ticket for each identified host and one for all others' {
        $ticket | Should -HaveCount 7
        $ticket.Action | Should -Not -Contain 'Unchanged'
        ($ticket | Where-Object Action -EQ 'Created') | Should -HaveCount 7
        $ticket.Team | Sort-Object -Unique | Should -Be 'IT Operations'
        ($ticket | Where-Object { $_.ComputerName.Count -eq 3 }).ComputerName | Should -Contain 'build01'
    }

    It 'writes a text that names the host, its addresses, the CVEs, the solution and the software' {
        $web = $ticket | Where-Object ComputerName -Contain 'WEB01'
        foreach ($fact in 'web01', '192.0.2.11', 'CVE-2021-44228', 'Apache Log4j 2.14.1', 'Upgrade to Apache Log4j', 'IT Operations') {
            $web.Text | Should -BeLike "*$fact*"
        }
    }

    It 'gives a due date that is not in the past' {
        $ticket | ForEach-Object { $_.DueDate.ToDateTime([timeonly]::MinValue) | Should -BeGreaterThan ([datetime]::UtcNow) }
    }

    It 'changes nothing the second time' {
        $again = $critical | Find-Asset -Path $Inventory | Get-AssetDetail |
            New-RemediationTicket -Team 'IT Operations' -StorePath $store
        $again.Action | Sort-Object -Unique | Should -Be 'Unchanged'
        ($again.Id | Sort-Object) | Should -Be ($ticket.Id | Sort-Object)
        Get-RemediationTicket -StorePath $store | Should -HaveCount 7
    }

    It 'tells the same story with the inventory as CSV' {
        $csv = $critical | Find-Asset -Path $InventoryCsv
        ($csv | ForEach-Object { "$($_.ComputerName) $($_.Status) $($_.IsStale)" }) |
            Should -Be ($match | ForEach-Object { "$($_.ComputerName) $($_.Status) $($_.IsStale)" })
    }

    It 'runs the demo script' {
        $shown = & "$ModulePath/samples/demo.ps1" -StorePath (New-Store) 3>$null
        ($shown | Where-Object { $_ -is [SecAutomation.RemediationTicket] }) | Should -HaveCount 7
    }
}
