namespace SecAutomation.Remediation.Selection;

/// <summary>The order in which findings and hosts are shown: the worst first, then by what people search for.</summary>
internal static class WorstFirst
{
    // Numbers: an enum compares itself by boxing both.
    public static int Compare(Finding a, Finding b)
    {
        int order = ((int)SeverityBand.Of(b)).CompareTo((int)SeverityBand.Of(a));
        if (order == 0)
            order = Nullable.Compare(b.CvssScore, a.CvssScore);
        if (order == 0)
            order = CompareLists(a.CveId, b.CveId);
        if (order == 0)
            order = string.CompareOrdinal(a.DetectionId, b.DetectionId);
        if (order == 0)
            order = Nullable.Compare(a.Port, b.Port);
        if (order == 0)
            order = string.CompareOrdinal(a.Protocol, b.Protocol);
        if (order == 0)
            order = string.CompareOrdinal(a.Title, b.Title);
        if (order == 0)
            order = string.CompareOrdinal(a.Solution, b.Solution);
        if (order == 0)
            order = Nullable.Compare(a.FirstSeen, b.FirstSeen);
        if (order == 0)
            order = string.CompareOrdinal(a.CvssVector, b.CvssVector);
        return order != 0 ? order : CompareLists(Text(a.Software), Text(b.Software));
    }

    public static int Compare(CriticalCveHost a, CriticalCveHost b)
    {
        int order = ((int)b.Priority).CompareTo((int)a.Priority);
        if (order == 0)
            order = Nullable.Compare(b.MaxCvss, a.MaxCvss);
        if (order == 0)
            order = StringComparer.OrdinalIgnoreCase.Compare(a.ToString(), b.ToString());
        if (order == 0)
            order = string.CompareOrdinal(a.ToString(), b.ToString());
        if (order == 0)
            order = CompareLists(a.IPAddress, b.IPAddress);
        if (order == 0)
            order = string.CompareOrdinal(a.AgentId, b.AgentId);
        if (order == 0)
            order = string.CompareOrdinal(a.BiosUuid, b.BiosUuid);
        if (order == 0)
            order = CompareLists(a.Alias, b.Alias);
        if (order == 0)
            order = CompareLists(a.CveId, b.CveId);
        return order != 0 ? order : string.CompareOrdinal(a.Source, b.Source);
    }

    private static int CompareLists(string[] a, string[] b)
    {
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            int order = string.CompareOrdinal(a[i], b[i]);
            if (order != 0)
                return order;
        }

        return a.Length.CompareTo(b.Length);
    }

    private static string[] Text(InstalledSoftware[] software) => Array.ConvertAll(software, one => one.ToString());
}
