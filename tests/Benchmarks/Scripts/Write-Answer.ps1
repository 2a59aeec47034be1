# Writes what Get-CriticalCveHost finds as one line a host: short name, first address, CVEs, separated by tabs and sorted
# by ordinal, so that other implementations of the job can be compared byte for byte. Core cmdlets only.
param([string] $Path, [string] $Out)
$lines = [System.Collections.Generic.List[string]]::new()
Get-CriticalCveHost -Path $Path -SeverityBasis CvssV3 | ForEach-Object {
    $cveId = [string[]] $_.CveId
    [array]::Sort($cveId, [StringComparer]::Ordinal)
    $lines.Add("$($_.ComputerName.ToLowerInvariant())`t$($_.IPAddress[0])`t$($cveId -join ',')")
}
$lines.Sort([StringComparer]::Ordinal)
[System.IO.File]::WriteAllText($Out, [string]::Concat(($lines -join "`n"), "`n"))
