# Reports as stories need them: hosts with their holes, at a time.
function New-Scan {
    param(
        # Names with their CVEs; a host without any was looked at and is clean.
        [Parameter(Mandatory)][System.Collections.IDictionary] $Hole,
        # Days from now. A scan proves something of a ticket only when it came after it.
        [double] $In = 0
    )

    $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).nessus"
    $end = [DateTimeOffset]::UtcNow.AddDays($In).ToUnixTimeSeconds()
    $address = 9
    $hosts = foreach ($name in $Hole.Keys) {
        $address++
        "<ReportHost name=""$name""><HostProperties><tag name=""HOST_END_TIMESTAMP"">$end</tag><tag name=""host-ip"">192.0.2.$address</tag>"
        "<tag name=""host-fqdn"">$name.corp.example</tag><tag name=""operating-system"">Linux 6.1</tag></HostProperties>"
        '<ReportItem port="0" svc_name="general" protocol="tcp" severity="0" pluginID="12053" pluginName="Host name resolution" pluginFamily="General"></ReportItem>'
        foreach ($cve in $Hole[$name]) {
            "<ReportItem port=""443"" svc_name=""www"" protocol=""tcp"" severity=""4"" pluginID=""$($cve -replace '\D')"" pluginName=""Hole $cve"" pluginFamily=""General"">"
            "<cve>$cve</cve><cvss3_base_score>9.8</cvss3_base_score><risk_factor>Critical</risk_factor><solution>Upgrade.</solution></ReportItem>"
        }
        '</ReportHost>'
    }
    Set-Content $path "<?xml version=""1.0"" ?><NessusClientData_v2><Report name=""weekly"">$($hosts -join "`n")</Report></NessusClientData_v2>"
    $path
}
