#Requires -Version 7.4
#Requires -Modules @{ ModuleName='Pester'; ModuleVersion='5.5.0'; MaximumVersion='5.99.99' }

BeforeAll {
    . $PSScriptRoot/Module.ps1
    $Psd1 = "$ModulePath/SecAutomation.psd1"
    $Connector = "$ModulePath/samples/connectors/OurCmdb"
    $Token = 'pester-token-0815'

    # A server that knows one machine, and only for who has the token.
    $port = Get-Random -Minimum 20000 -Maximum 60000
    $listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add("http://127.0.0.1:$port/")
    $listener.Start()
    $Url = "http://127.0.0.1:$port"
    $server = [powershell]::Create().AddScript({
            param($listener, $token)
            $machine = '{"id":"id-1","name":"web01","fqdn":"web01.corp.example","addresses":["192.0.2.11"],"os":"Debian 12","owner":"Web team","software":[{"name":"nginx","version":"1.22"}]}'
            while ($listener.IsListening) {
                $context = $listener.GetContext()
                $allowed = $context.Request.Headers['Authorization'] -eq "Bearer $token"
                $answer = switch ($context.Request.Url.AbsolutePath) {
                    '/api/v2/me' { '{"user":{"name":"svc"}}' }
                    '/api/v2/version' { '{"version":"2.7"}' }
                    default { "{`"total`":1,`"machines`":[$machine]}" }
                }
                $context.Response.StatusCode = $allowed ? 200 : 401
                $context.Response.ContentType = 'application/json'
                $bytes = [System.Text.Encoding]::UTF8.GetBytes($answer)
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        }).AddArgument($listener).AddArgument($Token)
    $null = $server.BeginInvoke()

    $null = Register-SecConnector $Connector

    # Another process of the same account.
    function Invoke-Later([string] $Script, [hashtable] $Environment = @{}) {
        $start = [System.Diagnostics.ProcessStartInfo]::new([System.Environment]::ProcessPath)
        '-NoProfile', '-NonInteractive', '-Command', "`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$Psd1'; $Script" |
            ForEach-Object { $start.ArgumentList.Add($_) }
        $Environment.GetEnumerator() | ForEach-Object { $start.Environment[$_.Key] = $_.Value }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        $output = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit(60000) | Should -BeTrue -Because 'a run that nobody watches never waits for an answer'
        $output + $errors.Result
    }
}

AfterAll {
    Get-SecConnection | Unregister-SecConnection
    $listener.Stop()
    Remove-Item -LiteralPath $env:XDG_CONFIG_HOME -Recurse -Force -ErrorAction Ignore
}

Describe 'A connection of a person' {
    BeforeAll {
        $secret = ConvertTo-SecureString $Token -AsPlainText -Force
        $null = Register-SecConnection cmdb OurCmdb -Url $Url -Credential ([pscredential]::new('nobody', $secret)) -Default
    }

    It 'is used where nobody names an inventory' {
        $detail = Get-AssetDetail web01
        $detail.Owner | Should -Be 'Web team'
        $detail.Source | Should -Be 'cmdb'
    }

    It 'gives way to a file that is named' {
        (Get-AssetDetail web01 -Path $Inventory).Source | Should -Not -Be 'cmdb'
    }

    It 'is seen by ForEach-Object -Parallel' {
        $psd1 = $Psd1
        $owners = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:psd1
            (Get-AssetDetail web01 -Connection cmdb).Owner
        }
        $owners | Should -Be 'Web team', 'Web team', 'Web team', 'Web team'
    }

    It 'is seen by a thread job' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $job = Start-ThreadJob -ArgumentList $Psd1 -ScriptBlock { Import-Module $args[0]; (Find-Asset web01 -Connection cmdb).Status }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'Matched'
    }

    It 'keeps its secret out of everything that shows or stores it' {
        Get-SecConnection cmdb | Export-Clixml "$TestDrive/connection.xml"
        $shown = @(
            Get-Content "$TestDrive/connection.xml" -Raw
            Get-SecConnection cmdb | ConvertTo-Json -Depth 10
            Get-SecConnection cmdb | Format-List * | Out-String
            Test-SecConnection cmdb -Verbose -Debug *>&1 | Out-String
        ) -join "`n"
        $shown | Should -Not -Match $Token
        $shown | Should -Match 'cmdb'
        (Import-Clixml "$TestDrive/connection.xml" | Get-SecConnection).Url | Should -Be "$Url/"
    }

    It 'passes its test' {
        $checks = Test-SecConnection cmdb
        $checks | Where-Object Outcome -EQ 'Failed' | Where-Object Check -NE 'Canary' | Should -BeNullOrEmpty
        ($checks | Where-Object Check -EQ 'Credential').Detail | Should -Match 'svc'
        ($checks | Where-Object { $_.Check -eq 'Field' -and $_.Subject -eq 'installed software' }).Percent | Should -Be 100
    }
}

Describe 'A connection of a schedule' {
    BeforeAll {
        $null = Register-SecConnector $Connector -Persist
        $null = Register-SecConnection nightly OurCmdb -Url $Url -SecretSource env:PESTER_TOKEN -Persist -Default
    }

    It 'works in a later process, which finds the secret in its place' {
        Invoke-Later '(Get-AssetDetail web01).Owner' @{ PESTER_TOKEN = $Token } | Should -Match 'Web team'
    }

    It 'says what is missing where the secret is not there' {
        $said = Invoke-Later 'try { Get-AssetDetail web01 } catch { $_.FullyQualifiedErrorId; "$_" }'
        $said | Should -Match 'SecretMissing'
        $said | Should -Match 'PESTER_TOKEN, which is not set'
    }

    It 'never waits for a prompt' {
        $null = Register-SecConnection asking OurCmdb -Url $Url -SecretSource prompt -Persist
        $said = Invoke-Later 'try { Find-Asset web01 -Connection asking } catch { $_.FullyQualifiedErrorId; "$_" }'
        $said | Should -Match 'SecretMissing'
        $said | Should -Match 'nobody is there to answer'
    }

    It 'reads a vault of the account' {
        $module = New-Item -ItemType Directory "$TestDrive/modules/Microsoft.PowerShell.SecretManagement"
        Set-Content "$module/Microsoft.PowerShell.SecretManagement.psm1" @"
function Get-Secret { param(`$Name, `$Vault) if ("`$Vault/`$Name" -ne 'Store/cmdb') { throw 'no such entry' }; ConvertTo-SecureString '$Token' -AsPlainText -Force }
"@
        New-ModuleManifest "$module/Microsoft.PowerShell.SecretManagement.psd1" -RootModule Microsoft.PowerShell.SecretManagement.psm1 -FunctionsToExport Get-Secret
        $null = Register-SecConnection vaulted OurCmdb -Url $Url -SecretSource vault:Store/cmdb -Persist
        $path = "$TestDrive/modules$([IO.Path]::PathSeparator)$env:PSModulePath"
        Invoke-Later '(Find-Asset web01 -Connection vaulted).Status' @{ PSModulePath = $path } | Should -Match 'Matched'
    }

    It 'keeps no secret in its file' {
        $kept = Get-Content "$env:XDG_CONFIG_HOME/SecAutomation/connections.json" -Raw
        $kept | Should -Match 'nightly'
        $kept | Should -Not -Match $Token
    }
}

Describe 'A machine' {
    BeforeAll {
        $copy = "$TestDrive/SecAutomation/copy"
        Copy-Item $ModulePath $copy -Recurse
        function Get-Check([string] $Filter) {
            $script = "Import-Module '$copy/SecAutomation.psd1'; Test-SecEnvironment | Where-Object { $Filter } | ForEach-Object { `"`$(`$_.Subject)|`$(`$_.Outcome)|`$(`$_.Detail)`" }"
            & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -Command $script
        }
    }

    It 'has the module as it was shipped' {
        Get-Check '$_.Check -eq "ModuleFile"' | Should -Match '^\|Passed\|All \d+ files are as shipped'
    }

    It 'finds files that were altered, added and taken away' {
        Add-Content "$copy/samples/demo.ps1" '# altered'
        Set-Content "$copy/bin/Stray.dll" 'stray'
        Remove-Item "$copy/LICENSE"
        $checks = Get-Check '$_.Check -eq "ModuleFile"'
        $checks | Should -HaveCount 3
        $checks | Should -Contain 'LICENSE|Failed|LICENSE is missing.'
        $checks | Should -Contain 'bin/Stray.dll|Failed|bin/Stray.dll was not shipped with the module.'
        $checks | Should -Contain 'samples/demo.ps1|Failed|samples/demo.ps1 is not the file that was shipped.'
    }

    It 'tells a version with known vulnerabilities, one whose support ended, and one that nobody knows' {
        $series = "$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)"
        $dotnet = "$([Environment]::Version.Major).$([Environment]::Version.Minor)"
        $table = @{ asOf = '2020-01-01'; series = @(
                @{ product = 'PowerShell'; series = $series; supportedUntil = '2099-01-01'; lowestSafe = "$series.9999"; fixed = 'CVE-2099-0001'; source = 'https://example.com' }
                @{ product = '.NET'; series = $dotnet; supportedUntil = '2020-01-01'; lowestSafe = "$dotnet.0"; fixed = 'CVE-2020-0001'; source = 'https://example.com' }
            )
        }
        $table | ConvertTo-Json -Depth 4 | Set-Content "$copy/supported-versions.json"
        Get-Check '$_.Check -eq "PowerShell"' | Should -Match '\|Failed\|.*has known vulnerabilities: .*CVE-2099-0001'
        Get-Check '$_.Check -eq "Runtime"' | Should -Match '\|Failed\|.*is not supported since 2020-01-01'
        Get-Check '$_.Check -eq "Table"' | Should -Match '\|Warning\|'

        $table.series = @($table.series | ForEach-Object { $_.series = '1.0'; $_.lowestSafe = '1.0.0'; $_ })
        $table | ConvertTo-Json -Depth 4 | Set-Content "$copy/supported-versions.json"
        Get-Check '$_.Check -eq "PowerShell"' | Should -Match '\|Warning\|.*newer than the table'
    }
}
