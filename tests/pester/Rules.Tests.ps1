#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1

    function Get-Detail {
        Get-CriticalCveHost $Report @args | Find-Asset -Path $Inventory | Get-AssetDetail
    }

    function New-Rules([string] $Text) {
        $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).yaml"
        Set-Content $path $Text
        $path
    }

    function New-AcceptedRisk([string] $Until) {
        New-Rules @"
exceptions:
  - host: "web01*"
    cve: "CVE-2021-*"
    kind: RiskAccepted
    owner: Anna
    reason: Replaced in spring.
    expires: $Until
"@
    }
}

Describe 'Accepted risks and false positives get no ticket' {
    BeforeEach {
        $store = New-Store
    }

    It 'skips what is excepted, with the reason, and makes the rest' {
        $rules = New-AcceptedRisk -Until 2099-12-31
        $done = Get-Detail -ComputerName 'web01*', 'file01*' | New-RemediationTicket -ExceptionPath $rules -StorePath $store
        $skipped = $done | Where-Object Action -EQ Skipped
        $skipped.Reason | Should -BeLike '*until 2099-12-31 by Anna: Replaced in spring*'
        Get-RemediationTicket -ComputerName 'web01*' -CveId CVE-2021-44228 -StorePath $store | Should -BeNullOrEmpty
        Get-RemediationTicket -ComputerName 'file01*' -StorePath $store | Should -HaveCount 1
        $run = Get-RemediationRun -Last 1 -StorePath $store | Get-RemediationRun -StorePath $store
        $run.Entry.Reason -like '*Anna*' | Should -Not -BeNullOrEmpty
    }

    It 'makes a ticket once the exception has ended, and says so' {
        $rules = New-AcceptedRisk -Until 2024-03-31
        Get-Detail -ComputerName 'web01*' | New-RemediationTicket -ExceptionPath $rules -StorePath $store -WarningVariable told -WarningAction SilentlyContinue |
            Where-Object Action -EQ Created | Should -HaveCount 1
        "$told" | Should -BeLike '*2024-03-31*'
    }

    It 'stops before the first ticket where the file is wrong, and names the line' {
        $rules = New-Rules "exceptions:`n  - host: web01`n    cvee: CVE-2021-44228"
        { Get-Detail | New-RemediationTicket -ExceptionPath $rules -StorePath $store -ErrorAction Stop } | Should -Throw '*line 3*' -ErrorId 'RuleFileInvalid,*'
        Test-Path $store | Should -BeFalse
    }
}

Describe 'Each team gets its own tickets' {
    BeforeEach {
        $store = New-Store
    }

    It 'goes by <what>' -ForEach @(
        @{ what = 'owner'; rule = 'owner: Web Operations' }
        @{ what = 'tag'; rule = 'tag: production' }
        @{ what = 'subnet'; rule = 'subnet: 0.0.0.0/0' }
        @{ what = 'operating system'; rule = 'operatingSystem: "*"' }
        @{ what = 'host name'; rule = 'host: "web01*"' }
    ) {
        $hosts = [pscustomobject]@{ ComputerName = 'web01'; Fqdn = 'web01.corp.example'; IPAddress = '192.0.2.10'; OperatingSystem = 'Debian 12'; Owner = 'Web Operations'; Tag = 'production' }
        $rules = New-Rules "routes:`n  - team: Web Team`n    $rule`n"
        $ticket = Get-CriticalCveHost $Report -ComputerName 'web01*' | Find-Asset -Inventory $hosts | Get-AssetDetail |
            New-RemediationTicket -RoutingPath $rules -Team Rest -StorePath $store
        $ticket.Team | Should -Be 'Web Team'
        $ticket.Reason | Should -BeLike '*Web Team answers for it by *, line 2.'
    }

    It 'gives -Team what no route fits, and the first route that fits counts' {
        $rules = New-Rules "routes:`n  - team: First`n    host: `"web01*`"`n  - team: Second`n    host: `"web*`"`n"
        $done = Get-Detail -ComputerName 'web01*', 'file01*' | New-RemediationTicket -RoutingPath $rules -Team Rest -StorePath $store
        $done.Team | Sort-Object | Should -Be 'First', 'Rest'
    }

    It 'never puts hosts of two teams into one ticket' {
        $rules = New-Rules "routes:`n  - team: File Team`n    host: `"file01*`"`n"
        $done = Get-Detail -CveId CVE-2019-0708 | New-RemediationTicket -GroupBy Cve -RoutingPath $rules -Team Plant -StorePath $store
        $done.Team | Sort-Object | Should -Be 'File Team', 'Plant'
    }
}

Describe 'A policy bounds every run' {
    BeforeEach {
        $store = New-Store
        $folder = Join-Path $env:XDG_CONFIG_HOME SecAutomation
        New-Item $folder -ItemType Directory -Force | Out-Null
        $policy = Join-Path $folder policy.yaml
    }

    AfterEach {
        Remove-Item $policy -ErrorAction Ignore
    }

    It 'stops before the first ticket, whatever the caller allows' {
        Set-Content $policy "limits:`n  creates: 2"
        { Get-Detail | New-RemediationTicket -MaximumTickets 1000 -StorePath $store -ErrorAction Stop } | Should -Throw '*policy.yaml*' -ErrorId 'TooManyTickets,*'
        Get-RemediationTicket -StorePath $store | Should -BeNullOrEmpty
    }

    It 'lets the caller ask for less' {
        Set-Content $policy "limits:`n  creates: 100"
        { Get-Detail | New-RemediationTicket -MaximumTickets 2 -StorePath $store -ErrorAction Stop } | Should -Throw -ErrorId 'TooManyTickets,*'
        Get-RemediationTicket -StorePath $store | Should -BeNullOrEmpty
    }

    It 'bounds closing by hand, and not taking a run back' {
        Get-Detail | New-RemediationTicket -StorePath $store | Out-Null
        Set-Content $policy "limits:`n  closes: 1"
        { Get-RemediationTicket -StorePath $store | Close-RemediationTicket -Reason no -Confirm:$false -StorePath $store -ErrorAction Stop } | Should -Throw -ErrorId 'TooManyTickets,*'
        Get-RemediationTicket -State Closed -StorePath $store | Should -BeNullOrEmpty
        Get-RemediationRun -Last 1 -StorePath $store | Undo-RemediationRun -Confirm:$false -StorePath $store | Where-Object Action -EQ Closed | Should -HaveCount 7
    }

    It 'names the teams that tickets may go to, and shows itself' {
        Set-Content $policy 'teams: ["IT*"]'
        { Get-Detail | New-RemediationTicket -Team Mail -StorePath $store -ErrorAction Stop } | Should -Throw -ErrorId 'PolicyForbids,*'
        (Get-RemediationPolicy).Name | Should -Be 'Teams'
    }
}
