using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>A stream: one kind of content of a connector, and how it is read.</summary>
public sealed class StreamManifest
{
    /// <summary>The connector's name.</summary>
    public string Connector { get; init; } = "";

    /// <summary>Its name, which is that of its file.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is, for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Findings or assets.</summary>
    public StreamOutput Gives { get; init; }

    /// <summary>JSON, NDJSON, XML or CSV.</summary>
    public RecordFormat Format { get; init; }

    /// <summary>How its content is recognised.</summary>
    public StreamSignature Signature { get; init; } = new();

    /// <summary>How it is read from the product; null where it reads files alone.</summary>
    public LiveStreamManifest? Live { get; init; }

    /// <summary>The compiled field map.</summary>
    public required FieldMap Map { get; init; }

    /// <summary>The definition of <see cref="Map"/>: records, fields, paths.</summary>
    public required FieldMapDefinition Definition { get; init; }

    /// <summary>The fields by name.</summary>
    internal IReadOnlyDictionary<string, StreamField> Fields { get; init; } =
        new Dictionary<string, StreamField>(StringComparer.Ordinal);

    /// <summary>The fields that make records one: of findings within their host, of assets within the document.</summary>
    internal IReadOnlyList<StreamField> Key { get; init; } = [];

    /// <summary>Vendor labels.</summary>
    internal LabelTable<Severity> Severities { get; init; } = LabelTable<Severity>.Empty;

    /// <summary>Vendor states.</summary>
    internal LabelTable<StateWord> States { get; init; } = LabelTable<StateWord>.Empty;

    /// <summary>Whether the host stands in the record that encloses the finding, so that it is read once for all of them.</summary>
    internal bool HostIsParent { get; init; }

    /// <summary>CSV: what of the lines before the header is the zone of all dates that name none, as its one group; null where they are UTC.</summary>
    internal System.Text.RegularExpressions.Regex? Zone { get; init; }

    /// <summary>What turns a value of <c>continues</c> into the word that nothing follows.</summary>
    internal IReadOnlyList<string> EndsWith { get; init; } = [];

    /// <summary>Whether a record that names no host is passed over: the source holds things that are none.</summary>
    internal bool PassesUnnamed { get; init; }

    /// <summary>How the product escapes its texts.</summary>
    internal TextEscaping Escaping { get; init; }

    /// <summary>The definition of <see cref="Map"/> where its paths name settings, as the manifest writes it; null where they name none.</summary>
    internal FieldMapDefinition? WithSettings { get; init; }

    /// <summary>Who names the host.</summary>
    internal HostSource Host { get; init; }

    /// <summary>Which feed of vulnerability intelligence it is; null where it gives findings or assets.</summary>
    public FeedKind? Feed { get; init; }

    /// <summary>CSV: what the feed's day is called in the lines before the header; empty where it stands nowhere.</summary>
    internal string AsOfName { get; init; } = "";

    /// <summary>CSV: what the feed's version is called in the lines before the header; empty where it stands nowhere.</summary>
    internal string VersionName { get; init; } = "";

    /// <summary>Whether the document announces how many records there are.</summary>
    internal bool AnnouncesTotal { get; init; }

    /// <summary>Whether the document may say that more follows.</summary>
    internal bool TellsOfMore { get; init; }

    /// <summary>Further places of the document where records stand, each read in a pass of its own.</summary>
    public IReadOnlyList<StreamManifest> Also { get; init; } = [];

    /// <summary>Records of the same document that a record refers to; null where it refers to none.</summary>
    public StreamLookup? Lookup { get; init; }

    /// <summary>Every place of the document that is read, the records first.</summary>
    public IEnumerable<FieldMapDefinition> Definitions =>
        [Definition, .. Also.Select(part => part.Definition), .. Lookup is null ? Array.Empty<FieldMapDefinition>() : [Lookup.Definition]];

    /// <inheritdoc/>
    public override string ToString() => $"{Connector}/{Name}";
}
