#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1

    # The properties that the commands of other modules give, with values made up for example.com's fleet.
    function Get-ADComputer {
        [pscustomobject]@{
            CN = 'WEB01'; Created = [datetime]'2023-04-01'; DistinguishedName = 'CN=WEB01,OU=Servers,DC=corp,DC=example'
            DNSHostName = 'web01.corp.example'; Enabled = $true; IPv4Address = '192.0.2.11'; IPv6Address = $null
            LastLogonDate = [datetime]'2025-11-03'; Location = 'Site A'; ManagedBy = $null; Name = 'WEB01'; ObjectClass = 'computer'
            ObjectGUID = [guid]'0e7d2a44-6f0a-4f9f-9a53-0a1b2c3d4e01'; OperatingSystem = 'Windows Server 2019 Standard'
            OperatingSystemVersion = '10.0 (17763)'; SamAccountName = 'WEB01$'; SID = 'S-1-5-21-1-2-3-1104'
            ServicePrincipalNames = @('HOST/WEB01', 'HOST/web01.corp.example'); UserPrincipalName = $null
        }
        [pscustomobject]@{
            CN = 'FINANCE-REPORTI'; Created = [datetime]'2023-04-01'; DistinguishedName = 'CN=FINANCE-REPORTI,DC=corp,DC=example'
            DNSHostName = $null; Enabled = $false; IPv4Address = $null; IPv6Address = $null; LastLogonDate = $null; Location = $null
            ManagedBy = $null; Name = 'FINANCE-REPORTI'; ObjectClass = 'computer'; ObjectGUID = [guid]'0e7d2a44-6f0a-4f9f-9a53-0a1b2c3d4e02'
            OperatingSystem = 'Windows Server 2016 Standard'; OperatingSystemVersion = '10.0 (14393)'; SamAccountName = 'FINANCE-REPORTI$'
            SID = 'S-1-5-21-1-2-3-1105'; ServicePrincipalNames = @(); UserPrincipalName = $null
        }
    }

    function Get-CMDevice {
        [pscustomobject]@{
            ADSiteName = 'North'; ClientVersion = '5.00.9122.1000'; DeviceOS = 'Microsoft Windows NT Workstation 10.0'; Domain = 'CORP'
            IsActive = $true; IsClient = $true; IsObsolete = $false; IsVirtualMachine = $false; LastActiveTime = [datetime]'2025-11-02'
            MACAddress = '3C:52:82:00:00:01'; Name = 'PC-0815'; PrimaryUser = 'corp\anna'; ResourceID = 16777221
            SerialNumber = '5CG1234XYZ'; SiteCode = 'P01'; SMSID = 'GUID:6F1ED002-AB55-4DE9-8F3C-2A1B0C9D8E7F'; UserName = 'anna'
        }
    }

    function Get-VMGuest {
        [pscustomobject]@{
            Disks = @(); HostName = 'db01.corp.example'; IPAddress = @('192.0.2.40', 'fe80::250:56ff:fe00:1'); Nics = @()
            OSFullName = 'Red Hat Enterprise Linux 9 (64-bit)'; State = 'Running'; ToolsVersion = '12.3.5'; VM = 'db01'
            VmId = 'VirtualMachine-vm-42'; VmName = 'db01'
        }
    }

    function Get-MgDeviceManagementManagedDevice {
        [pscustomobject]@{
            AzureAdDeviceId = '9f1ed002-ab55-4de9-8f3c-2a1b0c9d8e70'; ComplianceState = 'compliant'; DeviceName = 'NB-0042'
            EthernetMacAddress = ''; Id = '1d1ed002-ab55-4de9-8f3c-2a1b0c9d8e71'; LastSyncDateTime = [datetime]'2025-11-04'
            Manufacturer = 'LENOVO'; Model = '21HM'; OperatingSystem = 'Windows'; OSVersion = '10.0.22631.3007'
            SerialNumber = 'PF4ABCDE'; UserPrincipalName = 'bob@corp.example'; WiFiMacAddress = '3C5282000002'
        }
    }
}

Describe 'Objects of the usual modules are an inventory' {
    It 'takes the computers of Active Directory' {
        $match = Find-Asset 'WEB01$' -Inventory (Get-ADComputer)
        $match.Status | Should -Be 'Matched'
        $match.Rule | Should -Be 'R5'
        $match.Asset.Fqdn | Should -Be 'web01.corp.example'
        $match.Asset.IPAddress | Should -Be '192.0.2.11'
        $match.Asset.OperatingSystem | Should -Match 'Windows Server 2019'
        $match.Asset.Lifecycle | Should -Be 'Active'
        $match.Asset.AssetId | Should -Be '0e7d2a44-6f0a-4f9f-9a53-0a1b2c3d4e01'
        $match.Asset.LastSeen.UtcDateTime.Date | Should -BeLessOrEqual ([datetime]'2025-11-04')
    }

    It 'takes a name that the directory cut for a hint, and says that the account is switched off' {
        $match = Find-Asset finance-reporting-01 -Inventory (Get-ADComputer)
        $match.Rule, $match.Confidence | Should -Be 'R6', 'Low'
        $match.Reason | Should -BeLike '*disabled*'
    }

    It 'takes the devices of Configuration Manager, and finds a renamed one by its serial number' {
        $renamed = [SecAutomation.CriticalCveHost]@{ ComputerName = 'PC-NEW'; SerialNumber = '5cg1234xyz' }
        $match = $renamed | Find-Asset -Inventory (Get-CMDevice)
        $match.Status, $match.Rule, $match.Confidence | Should -Be 'Matched', 'R2', 'Exact'
        $match.Asset.ComputerName | Should -Be 'PC-0815'
        $match.Asset.MacAddress | Should -Be '3c5282000001'
        $match.Asset.Location | Should -Be 'North'
    }

    It 'takes the guests of a hypervisor' {
        $match = Find-Asset 'DB01.corp.example.' -Inventory (Get-VMGuest)
        $match.Rule | Should -Be 'R3'
        $match.Asset.IPAddress | Should -Contain '192.0.2.40'
        $match.Asset.OperatingSystem | Should -BeLike 'Red Hat*'
    }

    It 'takes managed devices' {
        $match = Find-Asset nb-0042 -Inventory (Get-MgDeviceManagementManagedDevice)
        $match.Status | Should -Be 'Matched'
        $match.Asset.SerialNumber | Should -Be 'PF4ABCDE'
        $match.Asset.Manufacturer | Should -Be 'LENOVO'
        $match.Asset.MacAddress | Should -Be '3c5282000002'
    }

    It 'merges what a directory and a file know, with the source of each fact' {
        $match = Find-Asset web01.corp.example -Path $InventoryCsv -Inventory (Get-ADComputer)
        $match.SourceAsset | Should -HaveCount 2
        $match.Asset.FieldSource['Owner'] | Should -BeLike 'inventory.csv*'
        ($match.Conflict | Where-Object Property -EQ 'OperatingSystem').Value | Should -HaveCount 2
        $match.Asset.InstalledSoftware[0].Source | Should -Be 'inventory.csv'
    }
}

Describe 'A person decides' {
    It 'keeps the decision in a file that can be read' {
        $file = Join-Path $TestDrive 'matches.txt'
        $match = Find-Asset build01 -Path $InventoryCsv -WarningVariable ambiguous -WarningAction SilentlyContinue
        $ambiguous | Should -BeLike 'AssetAmbiguous: build01 could be any of 2 assets: *Set-AssetMatch*'
        $match.FailureId | Should -Be 'AssetAmbiguous'
        $match.Status | Should -Be 'Ambiguous'
        $match.DecidingFact | Should -BeLike 'the domain of build01*'
        $match | Set-AssetMatch -Asset $match.Candidate[0] -Comment 'not the lab' -MatchPath $file | Out-Null
        Get-Content $file | Select-Object -Last 1 | Should -Match '^build01 = \S+ @ inventory\.csv  # by .*: not the lab$'
        $again = Find-Asset build01 -Path $InventoryCsv -MatchPath $file
        $again.Status, $again.Rule | Should -Be 'Matched', 'Reviewed'
        $again.Reason | Should -BeLike 'A reviewed decision:*not the lab*'
    }

    It 'says which hosts of a scan are one machine, and makes one ticket for them' {
        $scan = foreach ($name in 'web01.corp.example', 'WEB01') {
            [pscustomobject]@{ ComputerName = $name; CveId = 'CVE-2021-44228' }
        }
        $match = $scan | Find-Asset -Path $InventoryCsv
        $match[0].SameAssetAs | Should -Be 'WEB01'
        $match[1].SameAssetAs | Should -Be 'web01.corp.example'
        @($match | New-RemediationTicket -StorePath (New-Store) -Confirm:$false) | Should -HaveCount 1
    }

    It 'ends no script that stops at errors: the ambiguous host goes into the ticket of the unidentified' {
        $ErrorActionPreference = 'Stop'
        $tickets = 'build01', 'web01.corp.example' | ForEach-Object { [pscustomobject]@{ ComputerName = $_; CveId = 'CVE-2021-44228' } } |
            Find-Asset -Path $InventoryCsv -WarningAction SilentlyContinue | Get-AssetDetail |
            New-RemediationTicket -StorePath (New-Store) -Confirm:$false
        $tickets.Title | Should -Be 'web01.corp.example: fix CVE-2021-44228', 'Identify build01 with CVE-2021-44228'
    }

    It 'is an error where the caller wants one' {
        { [pscustomobject]@{ ComputerName = 'build01'; CveId = 'CVE-2021-44228' } |
                Find-Asset -Path $InventoryCsv -WarningAction SilentlyContinue | Get-AssetDetail |
                New-RemediationTicket -StorePath (New-Store) -UnmatchedHost Error -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'AssetAmbiguous*'
    }

    It 'explains as a person reads' {
        $text = Find-Asset build01 -Path $InventoryCsv -Explain -WarningAction SilentlyContinue | Out-String
        $text | Should -BeLike '*build01: Ambiguous*'
        $text | Should -BeLike '*would decide: the domain of build01*'
    }
}
