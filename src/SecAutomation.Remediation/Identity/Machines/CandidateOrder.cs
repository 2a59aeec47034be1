namespace SecAutomation.Remediation.Identity;

/// <summary>The order of candidates. It depends on what the records say and never on where they stood in a list.</summary>
internal static class CandidateOrder
{
    public static int Compare(Asset a, Asset b)
    {
        int order = string.CompareOrdinal(a.Source, b.Source);
        if (order == 0)
            order = string.CompareOrdinal(a.AssetId, b.AssetId);
        if (order == 0)
            order = string.CompareOrdinal(a.Fqdn ?? a.ComputerName, b.Fqdn ?? b.ComputerName);
        if (order == 0)
            order = a.Place.Length.CompareTo(b.Place.Length);
        if (order == 0)
            order = string.CompareOrdinal(a.Place, b.Place);
        if (order == 0)
            order = string.CompareOrdinal(a.SerialNumber, b.SerialNumber);
        if (order == 0)
            order = Nullable.Compare(b.LastSeen, a.LastSeen);
        return order != 0 ? order : string.CompareOrdinal(a.IPAddress?.FirstOrDefault(), b.IPAddress?.FirstOrDefault());
    }
}
