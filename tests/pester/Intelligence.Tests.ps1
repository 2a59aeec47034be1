#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
    $samples = "$ModulePath/samples"
}

Describe 'What is known of CVEs' {
    BeforeAll {
        $intelligence = Join-Path $TestDrive 'cve.bin'
        $update = Update-CveIntelligence -Path "$samples/cisa-kev.json", "$samples/epss-scores.csv", "$samples/cve-2021-44228.json" -StorePath $intelligence
    }

    It 'is kept in one file with the day and the hash of every feed' {
        $update.Taken | Should -Be 'Kev', 'Epss', 'CveRecord'
        $update.Feed | ForEach-Object Sha256 | Should -Match '^[0-9a-f]{64}$'
        ($update.Feed | Where-Object Kind -EQ 'Kev').AsOf.ToString('yyyy-MM-dd') | Should -Be '2025-11-04'
        (Get-Item $intelligence).Length | Should -Be $update.StoreSize
    }

    It 'tells yes, no and not known apart' {
        $known, $other = Get-CveDetail CVE-2021-44228, CVE-2024-23898 -StorePath $intelligence
        $known.KnownExploited | Should -BeTrue
        $known.SsvcExploitation | Should -Be 'active'
        $other.KnownExploited | Should -BeFalse
        $null -eq $other.SsvcExploitation | Should -BeTrue
    }

    It 'is asked with the hosts of a scan, and rows of a file' {
        $cves = Get-CriticalCveHost $Report -IntelligencePath $intelligence | Get-CveDetail -StorePath $intelligence
        ($cves | Where-Object KnownExploited).CveId | Should -Contain 'CVE-2020-1472'
        Get-CriticalCveHost $Report | Export-Csv "$TestDrive/hosts.csv"
        (Import-Csv "$TestDrive/hosts.csv" | Get-CveDetail -StorePath $intelligence).Count | Should -Be $cves.Count
    }

    It 'may be too old' {
        { Get-CveDetail CVE-2021-44228 -StorePath $intelligence -MaximumAge 3 -IfStale Error } | Should -Throw -ErrorId 'IntelligenceStale*'
        Get-CveDetail CVE-2021-44228 -StorePath $intelligence -MaximumAge 3 -WarningVariable stale | Should -Not -BeNullOrEmpty
        $stale | Should -HaveCount 3
    }

    It 'is refused once a byte of it has changed' {
        $altered = Join-Path $TestDrive 'altered.bin'
        $bytes = [IO.File]::ReadAllBytes($intelligence)
        $bytes[-5] = $bytes[-5] -bxor 1
        [IO.File]::WriteAllBytes($altered, $bytes)
        { Get-CveDetail CVE-2021-44228 -StorePath $altered } | Should -Throw -ErrorId 'IntelligenceCorrupt*'
    }
}

Describe 'What intelligence does to a run' {
    BeforeAll {
        $intelligence = Join-Path $TestDrive 'cve.bin'
        $null = Update-CveIntelligence -Path "$samples/cisa-kev.json", "$samples/epss-scores.csv", "$samples/cve-2021-44228.json" -StorePath $intelligence
    }

    It 'changes no host where nobody asks to narrow, and says what it raised and by which feeds' {
        # An example of the help may have written it.
        Remove-Item "$env:XDG_DATA_HOME/SecAutomation/cve-intelligence.bin" -ErrorAction Ignore
        $before = Get-CriticalCveHost $Report
        $null = Update-CveIntelligence -Path "$samples/cisa-kev.json"
        try {
            $said = $($after = Get-CriticalCveHost $Report -Verbose) 4>&1
            $said -join "`n" | Should -BeLike '*which hosts count does not depend on it*'
            ($after.ComputerName | Sort-Object) | Should -Be ($before.ComputerName | Sort-Object)
            ($after | Measure-Object -Property { $_.Finding.Count } -Sum).Sum | Should -Be ($before | Measure-Object -Property { $_.Finding.Count } -Sum).Sum
            $web = $after | Where-Object ComputerName -EQ 'WEB01'
            $web.KnownExploitedCve | Should -Contain 'CVE-2021-44228'
            $web.Intelligence.Kind | Should -Be 'Kev'
            ($before | Where-Object ComputerName -EQ 'WEB01').Intelligence | Should -BeNullOrEmpty
        }
        finally {
            Remove-Item "$env:XDG_DATA_HOME/SecAutomation/cve-intelligence.bin"
        }
    }

    It 'narrows by exploitation and EPSS, decides by a table, and sorts by priority' {
        $hosts = Get-CriticalCveHost $Report -IntelligencePath $intelligence -KnownExploited -MinimumEpss 0.5 -DecisionTable CisaBod2604
        $hosts.ComputerName | Should -Contain 'WEB01'
        $hosts.Count | Should -BeLessThan (Get-CriticalCveHost $Report).Count
        $sorted = $hosts | Sort-Object Priority -Descending
        [int]$sorted[0].Priority | Should -BeGreaterOrEqual ([int]$sorted[-1].Priority)
        $decision = ($hosts | Where-Object ComputerName -EQ 'WEB01').Decision[0]
        $decision.Reason | Should -BeLike '*row *In KEV = Yes (CISA KEV, 2025-11-04)*'
        $decision.Reason | Should -BeLike '*Publicly Exposed = not known (no source says)*'
    }

    It 'decides again once the asset says how exposed it is, by tags of ones own from a file, and a ticket follows' {
        Set-Content "$TestDrive/answers.psd1" "@{ 'Publicly Exposed' = @{ No = 'tag:Site A'; Yes = 'tag:dmz' } }"
        $detail = Get-CriticalCveHost $Report -IntelligencePath $intelligence -DecisionTable CisaBod2604 -ComputerName web01 |
            Find-Asset -Path $Inventory |
            Get-AssetDetail -AssetAnswer (Import-PowerShellDataFile "$TestDrive/answers.psd1")
        $detail.CriticalCveHost.Decision[0].Fact | Where-Object Question -EQ 'Publicly Exposed' |
            ForEach-Object { "$_" } | Should -BeLike "Publicly Exposed = No (asset tag 'Site A' in axonius-devices.json*"

        $detail | Export-Clixml "$TestDrive/detail.xml"
        $ticket = Import-Clixml "$TestDrive/detail.xml" | New-RemediationTicket -StorePath (New-Store)
        $ticket.Text | Should -BeLike "*Publicly Exposed = No*"
        $ticket.Priority | Should -Be 'Critical'
    }

    It 'raises a ticket once when a CVE enters KEV, and never postpones it' {
        $store = New-Store
        Get-CriticalCveHost $Report -ComputerName app02, print01 -MinimumCvss 8 | New-RemediationTicket -StorePath $store | Should -Not -BeNullOrEmpty
        $before = Get-RemediationTicket -StorePath $store
        $kev = Get-Content "$samples/cisa-kev.json" -Raw | ConvertFrom-Json
        $kev.count++
        $kev.vulnerabilities += [pscustomobject]@{ cveID = 'CVE-2024-6387'; vulnerabilityName = 'regreSSHion'; dateAdded = '2025-11-03'; dueDate = '2025-11-24'; shortDescription = ''; requiredAction = ''; knownRansomwareCampaignUse = 'Unknown' }
        $kev | ConvertTo-Json -Depth 5 | Set-Content "$TestDrive/kev.json"
        $newer = Join-Path $TestDrive 'newer.bin'
        $null = Update-CveIntelligence -Path "$TestDrive/kev.json" -StorePath $newer

        $raised = Update-RemediationTicket -StorePath $store -IntelligencePath $newer -Confirm:$false | Where-Object Action -EQ 'Updated'
        $raised.CveId | Should -Contain 'CVE-2024-6387'
        $raised.Priority | Should -Be 'Critical'
        $raised.Reason | Should -BeLike '*CVE-2024-6387 is known to be exploited since 2025-11-03*'
        foreach ($ticket in Get-RemediationTicket -StorePath $store) {
            $ticket.DueDate | Should -BeLessOrEqual ($before | Where-Object Number -EQ $ticket.Number).DueDate
        }

        Update-RemediationTicket -StorePath $store -IntelligencePath $newer -Confirm:$false | Where-Object Action -EQ 'Updated' | Should -BeNullOrEmpty
    }
}

Describe 'Tickets by fix' {
    It 'are fewer than tickets by CVE, and cover the same work' {
        $hosts = Get-CriticalCveHost $Report -MinimumCvss 0
        $byFix = $hosts | New-RemediationTicket -GroupBy Fix -StorePath (New-Store) -MaximumTickets 500
        $byCve = $hosts | New-RemediationTicket -GroupBy Cve -StorePath (New-Store) -MaximumTickets 500
        $byFix.Count | Should -BeLessThan $byCve.Count
        ($byFix.CveId | Sort-Object -Unique) | Should -Be ($byCve.CveId | Sort-Object -Unique)
    }
}

Describe 'CVSS vectors' {
    It 'are scored, whatever their version and however they are written' {
        $scores = 'CVSS2#AV:N/AC:M/Au:N/C:C/I:C/A:C', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' |
            ConvertFrom-CvssVector
        $scores.BaseScore | Should -Be 9.3, 10.0, 9.3
        $scores.Version | Should -Be '2.0', '3.1', '4.0'
    }

    It 'that are none are told one by one' {
        $good = 'AV:N', 'AV:N/AC:L/Au:N/C:P/I:P/A:P' | ConvertFrom-CvssVector -ErrorAction SilentlyContinue -ErrorVariable bad
        $good.BaseScore | Should -Be 7.5
        $bad | Should -HaveCount 1
    }
}
