#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1

    # As a scheduler does: a shell of its own, which says no more than its exit code.
    function Invoke-Job([string] $More = '') {
        $command = "Import-Module '$ModulePath/SecAutomation.psd1'; & '$folder/weekly.ps1' $More; exit `$LASTEXITCODE"
        & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command $command *> $null
        $LASTEXITCODE
        Get-Content "$folder/weekly.jsonl" -Tail 1 | ConvertFrom-Json
    }
}

Describe 'The weekly job' {
    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('n'))
        Copy-Item "$ModulePath/samples" $folder -Recurse
    }

    It 'makes the tickets, logs what it did, and finds nothing to do the second time' {
        $exitCode, $log = Invoke-Job
        $exitCode | Should -Be 0
        $log.created | Should -Be 6
        $log.runs | Should -HaveCount 1
        (Get-RemediationTicket -StorePath "$folder/tickets.db").Team | Should -Contain 'Plant Engineering'
        $exitCode, $log = Invoke-Job
        $exitCode | Should -Be 0
        $log.created + $log.updated + $log.closed | Should -Be 0
    }

    It 'logs a run that failed, and ends with 2' {
        $exitCode, $log = Invoke-Job "-Report '$folder/missing.nessus'"
        $exitCode | Should -Be 2
        $log.exitCode | Should -Be 2
        $log.failure | Should -BeLike 'FileNotFound*missing.nessus*'
    }

    It 'stops at a limit of the policy before the first ticket, and ends with 2' {
        $policy = New-Item "$env:XDG_CONFIG_HOME/SecAutomation" -ItemType Directory -Force
        Set-Content "$policy/policy.yaml" "limits:`n  creates: 2"
        try {
            $exitCode, $log = Invoke-Job
        }
        finally {
            Remove-Item "$policy/policy.yaml"
        }
        $exitCode | Should -Be 2
        $log.failure | Should -BeLike 'TooManyTickets*6 tickets*policy.yaml*'
        Get-RemediationTicket -StorePath "$folder/tickets.db" | Should -BeNullOrEmpty
    }
}
