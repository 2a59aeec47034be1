using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>The single fact that would decide between candidates, so that whoever reads the answer knows what to ask for.</summary>
internal static class DecidingFact
{
    /// <param name="host">The host.</param>
    /// <param name="candidates">At least one.</param>
    public static string Between(SoughtHost host, IReadOnlyList<Asset> candidates)
    {
        List<Asset> compared = [.. candidates.Take(InventoryIndex.MostCarriers)];
        string name = host.HasName ? host.Name[0].Short : "the host";
        if (host.Domain is null && Values(compared, Domain) is { } domains)
            return $"the domain of {name}: {Choice(domains)}";
        if (host.Serial is null && Values(compared, asset => SerialKey.Read(asset.SerialNumber)) is { } serials)
            return $"the serial number of {name}: {Choice(serials)}";
        if (host.Uuid is null && Values(compared, asset => UuidKey.ReadBios(asset.BiosUuid) is null ? null : asset.BiosUuid) is { } uuids)
            return $"the BIOS UUID of {name}: {Choice(uuids)}";
        if (host.Cloud is null && Values(compared, asset => CloudKey.Read(asset.CloudId)?.Text) is { } clouds)
            return $"the cloud id of {name}: {Choice(clouds)}";
        if (Values(compared, asset => asset.MacAddress?.FirstOrDefault(mac => MacKey.TryRead(mac, out ulong key) && MacKey.IdentifiesCard(key))) is { } macs)
            return $"the MAC address of {name}: {Choice(macs)}";
        if (Values(compared, Domain) is not null || Values(compared, asset => HostName.Parse(asset.ComputerName).ShortKey) is not null)
            return $"which of {Choice([.. compared.Select(MatchWords.Name)])} {name} is";
        if (host.Address.Length == 0 && Values(compared, asset => asset.IPAddress?.FirstOrDefault()) is { } addresses)
            return $"the IP address of {name}: {Choice(addresses)}";
        return "nothing in the inventory tells them apart: look at the records, and keep the decision with Set-AssetMatch";
    }

    private static string? Domain(Asset asset) =>
        HostName.Parse(asset.Fqdn).Domain ?? HostName.Parse(asset.ComputerName).Domain ?? asset.Alias.Select(alias => HostName.Parse(alias).Domain).FirstOrDefault(domain => domain is not null);

    /// <summary>The values, where every candidate has one of its own.</summary>
    private static string[]? Values(List<Asset> assets, Func<Asset, string?> read)
    {
        string[] values = [.. assets.Select(read).OfType<string>().Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return values.Length == assets.Count && values.Length > 1 ? values : null;
    }

    private static string Choice(string[] values) => values.Length <= MatchWords.MostNamed
        ? string.Join(" or ", values.Select(MatchWords.Plain))
        : $"{string.Join(", ", values.Take(MatchWords.MostNamed).Select(MatchWords.Plain))} or {values.Length - MatchWords.MostNamed} more";
}
