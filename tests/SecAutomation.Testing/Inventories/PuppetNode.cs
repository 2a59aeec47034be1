using System.Globalization;

namespace SecAutomation.Testing.Inventories;

/// <summary>A node as its agent reports it to PuppetDB.</summary>
public sealed record PuppetNode(string CertName)
{
    public string? HostName { get; init; }

    public string? Fqdn { get; init; }

    public string Address { get; init; } = "192.0.2.10";

    public string SerialNumber { get; init; } = "0";

    public string Uuid { get; init; } = "";

    public IReadOnlyList<(string Name, string Version)> Package { get; init; } = [];

    /// <summary>The node of a number: node0007.puppet.example with its address, serial number and twenty packages.</summary>
    public static PuppetNode Numbered(int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"node{number:D4}");
        return new PuppetNode($"{name}.puppet.example")
        {
            HostName = name,
            Fqdn = $"{name}.puppet.example",
            Address = string.Create(CultureInfo.InvariantCulture, $"10.77.{number / 250}.{1 + (number % 250)}"),
            SerialNumber = string.Create(CultureInfo.InvariantCulture, $"SN-{number:D6}"),
            Uuid = string.Create(CultureInfo.InvariantCulture, $"4c4c4544-0051-4810-8057-{number:x12}"),
            Package = [.. Enumerable.Range(0, 20).Select(i => (string.Create(CultureInfo.InvariantCulture, $"package{(number + (i * 7)) % 300}"), string.Create(CultureInfo.InvariantCulture, $"1.{i}.{number % 5}-1")))],
        };
    }
}
