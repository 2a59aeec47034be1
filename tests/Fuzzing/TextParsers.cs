using System.Text;

namespace SecAutomation.Fuzzing;

/// <summary>Names and addresses of machines, which never raise anything.</summary>
internal sealed class TextParsers(Corpus corpus) : IFuzzedReader
{
    public string Name => "names";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. corpus.EndingWith(".csv").SelectMany(content => Encoding.UTF8.GetString(content).Split(',', '\n')).Where(cell => cell.Length is > 0 and < 80).Distinct(StringComparer.Ordinal).Take(4000).Select(Encoding.UTF8.GetBytes),
        "CORP\\srv-01$"u8.ToArray(), "https://srv-01.corp.example:8443/x"u8.ToArray(), "srv-01.corp.example."u8.ToArray(), "fe80::1%eth0"u8.ToArray(), "::ffff:10.0.0.1/96"u8.ToArray(), "0011.2233.4455"u8.ToArray(),
    ];

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        string text = random.Next(2) == 0 ? Encoding.UTF8.GetString(input) : Encoding.Unicode.GetString(input);
        HostName name = HostName.Parse(text);
        if (name.IsName && HostName.Parse(name.Short).ShortKey != name.ShortKey)
            throw new InvalidOperationException($"The short name '{name.Short}' is another name than that which it is the short name of.");
        if (AddressText.CanonicalIPAddress(text) is { } address && AddressText.CanonicalIPAddress(address) != address)
            throw new InvalidOperationException($"The canonical address {address} is not canonical.");
        if (AddressText.CanonicalMacAddress(text) is { } mac && AddressText.CanonicalMacAddress(mac) != mac)
            throw new InvalidOperationException($"The canonical address {mac} is not canonical.");
        return [];
    }
}
