#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
    . $PSScriptRoot/Scan.ps1

    function Get-Detail {
        Get-CriticalCveHost $Report @args | Find-Asset -Path $Inventory | Get-AssetDetail
    }
}

Describe 'A plan is looked at, approved and carried out' {
    BeforeEach {
        $store = New-Store
        $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).json"
    }

    It 'says what would be done, and does nothing' {
        $plan = Get-Detail | New-RemediationPlan $file -StorePath $store
        $plan.Creates | Should -Be 7
        $plan.Hash | Should -Match '^[0-9a-f]{64}$'
        $plan.Ticket | ForEach-Object { $_.Reason | Should -Not -BeNullOrEmpty }
        Get-RemediationTicket -StorePath $store | Should -BeNullOrEmpty
    }

    It 'is a file that people and tools can read, and the hash is in it' {
        $plan = Get-Detail | New-RemediationPlan $file -StorePath $store
        $read = Get-Content $file -Raw | ConvertFrom-Json
        $read.sha256 | Should -Be $plan.Hash
        (Get-Content $file -Raw) | Should -Match 'CVE-2021-44228'
    }

    It 'carries out what was approved by its hash' {
        $plan = Get-Detail | New-RemediationPlan $file -StorePath $store
        $done = Invoke-RemediationPlan $file -Hash $plan.Hash -StorePath $store
        $done.Action | Sort-Object -Unique | Should -Be 'Created'
        Get-RemediationTicket -StorePath $store | Should -HaveCount 7
        (Get-RemediationRun -Last 1 -StorePath $store).PlanHash | Should -Be $plan.Hash
    }

    It 'refuses another plan than the one that was approved' {
        Get-Detail | New-RemediationPlan $file -StorePath $store | Out-Null
        { Invoke-RemediationPlan $file -Hash ('0' * 64) -StorePath $store -ErrorAction Stop } | Should -Throw
        Get-RemediationTicket -StorePath $store | Should -BeNullOrEmpty
    }

    It 'refuses a file that somebody changed' {
        Get-Detail | New-RemediationPlan $file -Team Web -StorePath $store | Out-Null
        (Get-Content $file -Raw) -replace '"Web"', '"Mail"' | Set-Content $file -NoNewline
        { Invoke-RemediationPlan $file -StorePath $store -ErrorAction Stop } | Should -Throw -ErrorId 'PlanAltered,*'
        Get-RemediationTicket -StorePath $store | Should -BeNullOrEmpty
    }

    It 'refuses a plan once its tickets changed, and names them' {
        Get-Detail -ComputerName 'file01*' | New-RemediationTicket -StorePath $store | Out-Null
        (Get-Detail -ComputerName 'file01*' -CveId CVE-2017-0144 | New-RemediationPlan $file -StorePath $store).Updates | Should -Be 1
        Close-RemediationTicket SA-1 -Reason 'Done by hand' -Confirm:$false -StorePath $store | Out-Null
        { Invoke-RemediationPlan $file -StorePath $store -ErrorAction Stop } | Should -Throw '*SA-1*' -ErrorId 'PlanOutdated,*'
        Get-RemediationTicket -StorePath $store | Should -HaveCount 1
    }

    It 'refuses another store than the one that it was made for' {
        Get-Detail | New-RemediationPlan $file -StorePath $store | Out-Null
        { Invoke-RemediationPlan $file -StorePath (New-Store) -ErrorAction Stop } | Should -Throw
    }

    It 'refuses to be carried out twice' {
        Get-Detail | New-RemediationPlan $file -StorePath $store | Out-Null
        Invoke-RemediationPlan $file -StorePath $store | Out-Null
        { Invoke-RemediationPlan $file -StorePath $store -ErrorAction Stop } | Should -Throw -ErrorId 'PlanOutdated,*'
        Get-RemediationTicket -StorePath $store | Should -HaveCount 7
    }

    It 'closes one ticket and opens another one again, both out of one file' {
        $hole = 'CVE-2021-44228'
        Get-CriticalCveHost (New-Scan @{ web01 = $hole; mail01 = $hole }) | New-RemediationTicket -StorePath $store | Out-Null
        Get-CriticalCveHost (New-Scan @{ web01 = @(); mail01 = $hole } -In 1) -IncludeClean | Update-RemediationTicket -StorePath $store | Out-Null
        $plan = Get-CriticalCveHost (New-Scan @{ web01 = $hole; mail01 = @() } -In 2) -IncludeClean | New-RemediationPlan $file -Update -StorePath $store
        ($plan.Ticket | Sort-Object ComputerName).Action | Should -Be 'Closed', 'Reopened'
        (Get-RemediationTicket -ComputerName web01 -StorePath $store).State | Should -Be 'Closed'

        $done = Invoke-RemediationPlan $file -Hash $plan.Hash -StorePath $store
        ($done | Sort-Object ComputerName).Action | Should -Be 'Closed', 'Reopened'
        $mail = Get-RemediationTicket -ComputerName mail01 -StorePath $store
        $mail.State | Should -Be 'Closed'
        $mail.Resolution | Should -Be 'Fixed'
        $mail.CloseReason | Should -BeLike '*scanned*'
        (Get-RemediationTicket -ComputerName web01 -StorePath $store).State | Should -Not -Be 'Closed'
        Get-RemediationTicket -StorePath $store | Should -HaveCount 2
    }

    It 'is the same whatever the order of the hosts' {
        $one = Get-Detail | New-RemediationPlan $file -StorePath $store
        $hosts = @(Get-Detail)
        [array]::Reverse($hosts)
        $two = $hosts | New-RemediationPlan $file -StorePath $store
        ($two.Ticket.Title -join '|') | Should -Be ($one.Ticket.Title -join '|')
    }
}

Describe 'A run is taken back' {
    BeforeEach {
        $store = New-Store
        Get-Detail | New-RemediationTicket -StorePath $store | Out-Null
    }

    It 'says in its history what it did with each ticket, and why' {
        $run = Get-RemediationRun -Last 1 -StorePath $store | Get-RemediationRun -StorePath $store
        $run.Created | Should -Be 7
        $run.Entry | Should -HaveCount 7
        $run.Entry | ForEach-Object { $_.Reason | Should -Not -BeNullOrEmpty }
    }

    It 'closes what nobody touched, and says what it leaves alone' {
        Close-RemediationTicket SA-1 -Reason 'Done by hand' -Confirm:$false -StorePath $store | Out-Null
        $undone = Get-RemediationRun -StorePath $store | Where-Object Kind -EQ New | Undo-RemediationRun -Confirm:$false -StorePath $store
        $undone | Where-Object Action -EQ Closed | Should -HaveCount 6
        ($undone | Where-Object Action -EQ Skipped).Reason | Should -BeLike 'Left alone.*'
        Get-RemediationTicket -State New -StorePath $store | Should -BeNullOrEmpty
    }

    It 'takes nothing back with -WhatIf' {
        Get-RemediationRun -Last 1 -StorePath $store | Undo-RemediationRun -WhatIf -StorePath $store
        Get-RemediationTicket -State New -StorePath $store | Should -HaveCount 7
    }

    It 'opens again what was closed by hand' {
        Get-RemediationTicket -StorePath $store | Close-RemediationTicket -Reason 'Company sold' -Confirm:$false -StorePath $store | Out-Null
        $undone = Get-RemediationRun -Last 1 -StorePath $store | Undo-RemediationRun -Confirm:$false -StorePath $store
        $undone.Action | Sort-Object -Unique | Should -Be 'Reopened'
        Get-RemediationTicket -State New -StorePath $store | Should -HaveCount 7
    }
}
