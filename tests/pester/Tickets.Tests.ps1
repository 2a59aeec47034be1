#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1

    function Get-Detail {
        Get-CriticalCveHost $Report @args | Find-Asset -Path $Inventory | Get-AssetDetail
    }
}

Describe 'Tickets are minted once' {
    BeforeEach {
        $store = New-Store
    }

    It 'writes nothing with -WhatIf' {
        Get-Detail | New-RemediationTicket -StorePath $store -WhatIf
        Test-Path $store | Should -BeFalse
    }

    It 'writes without a question with -Confirm:$false' {
        Get-Detail | New-RemediationTicket -StorePath $store -Confirm:$false | Should -HaveCount 7
    }

    It 'adds what a later run sees in addition' {
        Get-Detail -ComputerName 'file01*' | New-RemediationTicket -StorePath $store | Out-Null
        $ticket = Get-Detail -ComputerName 'file01*' -CveId CVE-2017-0144 | New-RemediationTicket -StorePath $store
        $ticket.Action | Should -Be 'Updated'
        (Get-RemediationTicket -StorePath $store).CveId | Should -Contain 'CVE-2017-0144'
    }

    It 'takes nothing away when a later run sees less' {
        Get-Detail | New-RemediationTicket -StorePath $store | Out-Null
        Get-Detail -CveId CVE-2021-45046 | New-RemediationTicket -StorePath $store | Out-Null
        (Get-RemediationTicket -ComputerName web01 -StorePath $store).CveId | Should -Contain 'CVE-2021-44228'
    }

    It 'opens no second ticket for another team or another grouping' {
        Get-Detail | New-RemediationTicket -Team A -StorePath $store | Out-Null
        $again = Get-Detail | New-RemediationTicket -Team B -GroupBy Cve -StorePath $store
        $again.Action | Should -Not -Contain 'Created'
        Get-RemediationTicket -StorePath $store | Should -HaveCount 7
    }

    It 'puts the hosts of one CVE into one ticket' {
        $ticket = Get-Detail -CveId CVE-2019-0708 | New-RemediationTicket -GroupBy Cve -StorePath $store
        $ticket | Should -HaveCount 1
        $ticket.ComputerName | Sort-Object | Should -Be 'file01', 'HMI-LINE3'
    }

    It 'stops before the first ticket when the plan is larger than allowed' {
        { Get-Detail | New-RemediationTicket -MaximumTickets 3 -StorePath $store -ErrorAction Stop } |
            Should -Throw -ErrorId 'TooManyTickets,*'
        Get-RemediationTicket -StorePath $store -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'leaves unidentified hosts out when told so' {
        Get-Detail | New-RemediationTicket -UnmatchedHost Skip -StorePath $store |
            Where-Object Action -EQ 'Created' | Should -HaveCount 6
    }

    It 'sets priority and due date by hand' {
        $ticket = Get-Detail -ComputerName 'web01*' | New-RemediationTicket -Priority Low -DueDate 2099-12-31 -StorePath $store
        $ticket.Priority | Should -Be 'Low'
        $ticket.DueDate | Should -Be ([dateonly]::new(2099, 12, 31))
    }

    It 'closes with a reason, and opens a new ticket when the hole is still seen' {
        $first = Get-Detail -ComputerName 'web01*' | New-RemediationTicket -StorePath $store
        $closed = $first | Close-RemediationTicket -Reason 'Updated' -Confirm:$false -StorePath $store
        $closed.Action | Should -Be 'Closed'
        $closed.State | Should -Be 'Closed'
        $second = Get-Detail -ComputerName 'web01*' | New-RemediationTicket -StorePath $store
        $second.Action | Should -Be 'Created'
        $second.Key | Should -Not -Be $first.Key
    }

    It 'opens no new ticket for an accepted risk' {
        Get-Detail -ComputerName 'web01*' | New-RemediationTicket -StorePath $store |
            Close-RemediationTicket -Reason 'Replaced in spring' -Resolution RiskAccepted -Confirm:$false -StorePath $store | Out-Null
        Get-Detail -ComputerName 'web01*' | New-RemediationTicket -StorePath $store |
            Where-Object Action -EQ 'Created' | Should -BeNullOrEmpty
    }

    It 'closes nothing with -WhatIf' {
        Get-Detail -ComputerName 'web01*' | New-RemediationTicket -StorePath $store |
            Close-RemediationTicket -Reason 'no' -WhatIf -StorePath $store
        (Get-RemediationTicket -StorePath $store).State | Should -Be 'New'
    }

    It 'gets tickets by host, CVE, team and state' {
        Get-Detail | New-RemediationTicket -Team 'IT Operations' -StorePath $store | Out-Null
        Get-RemediationTicket -ComputerName WEB01 -StorePath $store | Should -HaveCount 1
        Get-RemediationTicket -ComputerName web01.corp.example -StorePath $store | Should -HaveCount 1
        Get-RemediationTicket -CveId CVE-2020-1472 -StorePath $store | Should -HaveCount 1
        Get-RemediationTicket -Team 'IT*' -StorePath $store | Should -HaveCount 7
        Get-RemediationTicket -State Closed -StorePath $store | Should -BeNullOrEmpty
    }

    It 'reads a ticket back as it was written' {
        $written = Get-Detail -ComputerName 'web01*' | New-RemediationTicket -StorePath $store
        $read = Get-RemediationTicket -Id $written.Id -StorePath $store
        $read.Action | Should -Be 'None'
        foreach ($property in 'Number', 'Title', 'Team', 'Priority', 'DueDate', 'Key', 'Text') {
            $read.$property | Should -Be $written.$property
        }
    }
}
