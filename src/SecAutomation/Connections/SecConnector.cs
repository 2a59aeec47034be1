namespace SecAutomation;

/// <summary>A product or a family of file formats that SecAutomation knows.</summary>
public sealed record SecConnector
{
    /// <summary>Its name, as <c>Register-SecConnection -Connector</c> takes it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is, for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the product is to the job: <c>Scanner</c>, <c>Inventory</c>, <c>Tracker</c>, <c>Intelligence</c>.</summary>
    public string[] Role { get; init; } = [];

    /// <summary>Whether a connection to it can be registered; false where it reads files alone.</summary>
    public bool IsLive { get; init; }

    /// <summary>What a connection has to be told.</summary>
    public SecConnectorSetting[] Setting { get; init; } = [];

    /// <summary>The address where <c>-Url</c> is not given; null where each installation has its own.</summary>
    public string? Url { get; init; }

    /// <summary>The product versions that it was written for.</summary>
    public string[] Version { get; init; } = [];

    /// <summary>The page that documents the product's interface.</summary>
    public string DocUrl { get; init; } = "";

    /// <summary>The folder of a connector of your own; empty where it comes with the module.</summary>
    public string Source { get; init; } = "";

    /// <summary>The command that registers a connection, to be filled in; empty where it reads files alone.</summary>
    public string Example { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
