#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
}

Describe 'In parallel' {
    It 'reads reports with ForEach-Object -Parallel' {
        $psd1 = "$ModulePath/SecAutomation.psd1"
        $report = $Report
        $counts = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:psd1
            @(Get-CriticalCveHost $using:report).Count
        }
        $counts | Should -Be 9, 9, 9, 9
    }

    It 'makes one ticket when two runs write to one store at once' {
        $store = New-Store
        $psd1 = "$ModulePath/SecAutomation.psd1"
        $detail = Get-CriticalCveHost $Report | Find-Asset -Path $Inventory | Get-AssetDetail
        $actions = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:psd1
            ($using:detail | New-RemediationTicket -StorePath $using:store).Action
        }
        ($actions | Where-Object { $_ -eq 'Created' }) | Should -HaveCount 7
        ($actions | Where-Object { $_ -eq 'Unchanged' }) | Should -HaveCount 21
        Get-RemediationTicket -StorePath $store | Should -HaveCount 7
    }

    It 'works in a thread job' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $job = Start-ThreadJob -ArgumentList "$ModulePath/SecAutomation.psd1", $Report -ScriptBlock {
            Import-Module $args[0]
            Get-CriticalCveHost $args[1]
        }
        $hosts = $job | Receive-Job -Wait -AutoRemoveJob
        $hosts | Should -HaveCount 9
        $hosts | Find-Asset -Path $Inventory | Where-Object Status -EQ 'Matched' | Should -HaveCount 6
    }

    It 'works in a job of its own process' {
        $job = Start-Job -ArgumentList "$ModulePath/SecAutomation.psd1", $Report -ScriptBlock {
            Import-Module $args[0]
            Get-CriticalCveHost $args[1]
        }
        $hosts = $job | Receive-Job -Wait -AutoRemoveJob
        $hosts | Should -HaveCount 9
        $hosts | Find-Asset -Path $Inventory | Where-Object Status -EQ 'Matched' | Should -HaveCount 6
    }

    It 'ends quietly when the pipeline has enough' {
        Get-CriticalCveHost $Report | Select-Object -First 1 | Should -HaveCount 1
    }
}
