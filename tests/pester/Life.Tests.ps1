#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
    . $PSScriptRoot/Scan.ps1

    function Update-From([string] $Scan) {
        Get-CriticalCveHost $Scan -IncludeClean -IncludeFixed | Update-RemediationTicket -StorePath $store @args
    }
}

Describe 'The life of a ticket' {
    BeforeEach {
        $store = New-Store
        Get-CriticalCveHost (New-Scan @{ web01 = 'CVE-2021-44228', 'CVE-2024-3094' }) | New-RemediationTicket -StorePath $store | Out-Null
    }

    It 'writes nothing when nothing changed' {
        (Update-From (New-Scan @{ web01 = 'CVE-2021-44228', 'CVE-2024-3094' } -In 1)).Action | Should -Be 'Unchanged'
        (Get-RemediationTicket -StorePath $store).Comment | Should -BeNullOrEmpty
    }

    It 'takes out what is fixed and puts in what is new, with one comment' {
        (Update-From (New-Scan @{ web01 = 'CVE-2024-3094', 'CVE-2022-22965' } -In 1)).Action | Should -Be 'Updated'
        $ticket = Get-RemediationTicket -StorePath $store
        $ticket.CveId | Sort-Object | Should -Be 'CVE-2022-22965', 'CVE-2024-3094'
        $ticket.Comment | Should -HaveCount 1
        $ticket.Comment.Text | Should -BeLike '*CVE-2022-22965*'
        $ticket.Comment.Text | Should -BeLike '*CVE-2021-44228*'
    }

    It 'closes on evidence, which stands in the ticket' {
        (Update-From (New-Scan @{ web01 = @() } -In 1)).Action | Should -Be 'Closed'
        $ticket = Get-RemediationTicket -StorePath $store
        $ticket.Resolution | Should -Be 'Fixed'
        $ticket.CloseReason | Should -BeLike '*scanned*'
        $ticket.Text | Should -BeLike '*## Done*'
    }

    It 'closes nothing that the scan did not look at' {
        (Update-From (New-Scan @{ mail01 = @() } -In 1)).Action | Should -Be 'Unchanged'
        (Get-RemediationTicket -StorePath $store).State | Should -Be 'New'
    }

    It 'closes nothing on a scan that is older than the ticket' {
        (Update-From (New-Scan @{ web01 = @() } -In -1)).Action | Should -Be 'Unchanged'
        (Get-RemediationTicket -StorePath $store).State | Should -Be 'New'
    }

    It 'closes nothing on a report that ends early' {
        $scan = New-Scan @{ web01 = @(); mail01 = @() } -In 1
        $text = Get-Content $scan -Raw
        Set-Content $scan $text.Substring(0, $text.Length - 60)
        Get-CriticalCveHost $scan -IncludeClean -IncludeFixed -ErrorAction SilentlyContinue |
            Update-RemediationTicket -StorePath $store | Where-Object Action -EQ Closed | Should -BeNullOrEmpty
        (Get-RemediationTicket -StorePath $store).State | Should -Be 'New'
    }

    It 'goes as far as -CloseMode <mode>' -ForEach @(
        @{ mode = 'None'; state = 'New' }
        @{ mode = 'Comment'; state = 'New' }
        @{ mode = 'Resolve'; state = 'AwaitingVerification' }
        @{ mode = 'Close'; state = 'Closed' }
    ) {
        Update-From (New-Scan @{ web01 = @() } -In 1) -CloseMode $mode | Out-Null
        $ticket = Get-RemediationTicket -StorePath $store
        $ticket.State | Should -Be $state
        $ticket.Comment.Count | Should -Be ([int] ($mode -ne 'None'))
    }

    It 'opens its ticket again when the hole comes back' {
        Update-From (New-Scan @{ web01 = @() } -In 1) | Out-Null
        (Update-From (New-Scan @{ web01 = , 'CVE-2021-44228' } -In 2)).Action | Should -Be 'Reopened'
        Get-RemediationTicket -StorePath $store | Should -HaveCount 1
    }
}

Describe 'A run touches no more than its share of the open tickets' {
    BeforeEach {
        $store = New-Store
        $hole = @{}
        $clean = @{}
        foreach ($number in 1..12) {
            $hole["app$number"] = 'CVE-2021-44228'
            $clean["app$number"] = @()
        }

        Get-CriticalCveHost (New-Scan $hole) | New-RemediationTicket -StorePath $store | Out-Null
    }

    It 'stops before the first write, and says how many it would touch' {
        { Update-From (New-Scan $clean -In 1) -MaximumShare 50 -MaximumClose 100 -ErrorAction Stop } |
            Should -Throw '*12 of 12 open tickets*50 per cent*' -ErrorId 'TooManyTickets,*'
        $tickets = Get-RemediationTicket -StorePath $store
        $tickets.State | Sort-Object -Unique | Should -Be 'New'
        $tickets.Comment | Should -BeNullOrEmpty
        (Get-RemediationRun -StorePath $store).Kind | Should -Be 'New'
    }

    It 'goes on where the share is allowed' {
        Update-From (New-Scan $clean -In 1) -MaximumShare 100 -MaximumClose 100 | Where-Object Action -EQ Closed | Should -HaveCount 12
    }
}
