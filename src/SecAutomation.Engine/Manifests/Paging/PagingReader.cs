using System.Globalization;
using System.Text.RegularExpressions;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Paging;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Paging;

/// <summary>Reads <c>paging</c>.</summary>
internal sealed class PagingReader
{
    private const string SizeKey = "size";

    private static readonly string[] s_unsized = ["first", "endsOnShortPage"];

    private readonly MapReader? _reader;

    private PagingReader(MapReader? reader) => _reader = reader;

    /// <summary>How.</summary>
    public PagingKind Kind { get; private init; }

    /// <summary>The pager; null where it is an export.</summary>
    public PagingDefinition? Definition { get; private init; }

    /// <summary>How many records a page holds; 0 where the product decides.</summary>
    public int Size { get; private init; }

    /// <summary>The setting that says <see cref="Size"/>, whose default it is; null where the manifest says it.</summary>
    public string? SizeSetting { get; private init; }

    /// <summary>The header that says how many records there are; null where none does.</summary>
    public string? TotalHeader { get; private init; }

    /// <summary>Whether pages are sought by the name before them, so that the first page's request differs from the others'.</summary>
    private bool IsByName => Definition is SeekPaging { By: SeekKey.Number };

    /// <summary>What the request may name.</summary>
    public IReadOnlyList<string> Provided => Kind switch
    {
        PagingKind.Offset => [PageTerms.Offset, PageTerms.Size],
        PagingKind.Page => [PageTerms.Number, PageTerms.Size],
        PagingKind.Seek => [IsByName ? PageTerms.Rest : PageTerms.From, PageTerms.Size],
        PagingKind.Cursor => [PageTerms.Cursor, PageTerms.Size],
        PagingKind.Link => [PageTerms.Size],
        _ => [],
    };

    /// <summary>What the request has to name.</summary>
    public IReadOnlyList<string> Needed => Kind switch
    {
        PagingKind.Offset => [PageTerms.Offset],
        PagingKind.Page => [PageTerms.Number],
        PagingKind.Seek => [IsByName ? PageTerms.Rest : PageTerms.From],
        PagingKind.Cursor => [PageTerms.Cursor],
        _ => [],
    };

    /// <summary>Reads everything but what an export's own requests say.</summary>
    /// <param name="stream">The stream's map.</param>
    /// <param name="format">The stream's format.</param>
    /// <param name="document">Where paths of the document go.</param>
    /// <param name="places">Where their places go.</param>
    /// <param name="settings">The connector's settings, one of which may say the size of a page; null: none may.</param>
    public static PagingReader Read(MapReader stream, RecordFormat format, List<FieldDefinition> document, List<ManifestScalar> places, ConnectorSettings? settings = null)
    {
        if (stream.Child("paging", "the paging") is not { } reader || reader.Word<PagingKind>("kind", required: true) is not { } kind)
        {
            stream.Node("paging");
            return new PagingReader(null) { Definition = new SinglePaging() };
        }

        int? maximum = kind is PagingKind.Single or PagingKind.Export ? null : reader.Number("maximumPages", 1, 10_000_000);
        string? sizeSetting = kind is PagingKind.Offset or PagingKind.Page && reader.Scalar(SizeKey) is { Text: ['{', .. var name, '}'] } ? name : null;
        int size = kind is PagingKind.Single or PagingKind.Export ? 0
            : sizeSetting is null ? reader.Number(SizeKey, 1, 1_000_000, required: kind is PagingKind.Offset or PagingKind.Page or PagingKind.Seek) ?? 0
            : DefaultSize(reader, sizeSetting, settings);
        string? totalHeader = kind is PagingKind.Export ? null : reader.Scalar("totalHeader")?.Text;
        bool isCounted = kind is PagingKind.Offset or PagingKind.Page;
        int first = isCounted ? reader.Number(s_unsized[0], 0, 1_000_000) ?? (kind == PagingKind.Page ? 1 : 0) : 0;
        bool endsOnShortPage = isCounted && reader.Flag(s_unsized[1]) == true;
        if (kind is not PagingKind.Export)
            Add("hasMore", PageTerms.HasMore, required: false);
        if (kind == PagingKind.Page)
            Add("pages", PageTerms.Pages, required: false);
        if (isCounted)
            Add("usedSize", PageTerms.Size, required: false);
        if (kind == PagingKind.Cursor)
            Add("cursor", PageTerms.Cursor, required: true);
        if (kind == PagingKind.Link)
            Add("link", PageTerms.Link, required: false);
        PagingDefinition? definition = kind switch
        {
            PagingKind.Offset => new OffsetPaging
            {
                OffsetParameter = PageTerms.Offset, LimitParameter = PageTerms.Size, PageSize = size, FirstOffset = first, EndsOnShortPage = endsOnShortPage,
            },
            PagingKind.Page => new PageNumberPaging
            {
                PageParameter = PageTerms.Number, SizeParameter = PageTerms.Size, PageSize = size, FirstPage = first, EndsOnShortPage = endsOnShortPage,
            },
            PagingKind.Seek => Seek(reader.Word<SeekKey>("by") ?? SeekKey.Id, size),
            PagingKind.Cursor => new CursorPaging
            {
                CursorParameter = PageTerms.Cursor,
                SizeParameter = size > 0 ? PageTerms.Size : null,
                PageSize = size,
                FirstCursor = reader.Scalar("firstCursor")?.Text,
                EndsOnEmptyPage = reader.Flag("endsOnEmptyPage") == true,
            },
            PagingKind.Link => new LinkPaging(),
            PagingKind.Single => new SinglePaging(),
            _ => null,
        };
        if (definition is not null && maximum is { } pages)
            definition = definition with { MaximumPages = pages };
        return new PagingReader(reader) { Kind = kind, Definition = definition, Size = size, SizeSetting = sizeSetting, TotalHeader = totalHeader };

        void Add(string key, string name, bool required)
        {
            if (reader.Scalar(key, required) is not { } path)
                return;
            if (format is RecordFormat.Csv or RecordFormat.NdJson)
                reader.Problems.Add(reader.File, reader.Place(key), $"Lines say nothing of their pages; leave '{key}' out.");
            document.Add(new FieldDefinition(name, [path.Text]));
            places.Add(path);
        }
    }

    private static SeekPaging Seek(SeekKey by, int size) =>
        new() { FromParameter = by == SeekKey.Number ? PageTerms.After : PageTerms.From, By = by, SizeParameter = PageTerms.Size, PageSize = size };

    /// <summary>Reads what the request says of any page but the first, where pages are sought by the name before them.</summary>
    /// <param name="settings">What settings it may name.</param>
    public TextTemplate? ReadRest(TemplateScope settings)
    {
        if (_reader is null || !IsByName || _reader.Scalar("then", required: true) is not { } then)
            return null;
        TemplateScope scope = settings.With([PageTerms.After]);
        TextTemplate? rest = scope.Read(_reader, then);
        if (rest is not null && !scope.Uses(PageTerms.After))
            _reader.Problems.Add(_reader.File, then, $"'then' does not use {{{PageTerms.After}}}, so that each page would be the first one.");
        return rest;
    }

    private static int DefaultSize(MapReader reader, string name, ConnectorSettings? settings)
    {
        if (settings?.Use(name) == true && int.TryParse(settings.All.Single(setting => setting.Name == name).Default, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0)
            return size;
        reader.Problems.Add(reader.File, reader.Place(SizeKey), $"'{name}' is no setting with a number as its default, for the size of a page.");
        return 1;
    }

    /// <summary>Reads what an export says of its job; null where it is none, or cannot be used, which was reported.</summary>
    public ExportManifest? ReadExport(TemplateScope settings, string title, RecordFormat format)
    {
        if (_reader is not { } reader || Kind != PagingKind.Export)
            return null;
        var created = new List<KeyValuePair<string, IReadOnlyList<ManifestScalar>>> { KeyValuePair.Create(ExportManifest.Id, reader.Scalars("id", required: true)) };
        MapReader? twin = reader.Child("adopt", "what tells of a running twin");
        IReadOnlyList<int> statuses = twin is null ? [] : RequestReader.ReadStatuses(twin, "status");
        created.Add(KeyValuePair.Create(ExportManifest.TwinId, twin?.Scalars("id") ?? []));
        Regex? text = twin is null ? null : RegexReader.Read(twin, "text");
        if (twin is not null && statuses.Count == 0)
            twin.Problems.Add(twin.File, twin.Map, "The key 'status' of what tells of a running twin is missing.");
        twin?.Close();

        TemplateScope ofJob = settings.With("export.id");
        MapReader? status = reader.Child("status", "the look at an export", required: true);
        RequestTemplate? look = status is null ? null : RequestReader.Read(status, "request", ofJob, RequestKind.Read, $"the state of {title}", required: true);
        List<KeyValuePair<string, IReadOnlyList<ManifestScalar>>> looked =
        [
            .. new[] { ExportManifest.State, ExportManifest.Available, ExportManifest.Failed, ExportManifest.TotalChunks, ExportManifest.EmptyChunks, ExportManifest.TotalRecords, ExportManifest.Message }
                .Select(key => KeyValuePair.Create(key, status?.Scalars(key, required: key is ExportManifest.State or ExportManifest.Available) ?? [])),
        ];
        IReadOnlyDictionary<string, ExportState> states = status is null ? new Dictionary<string, ExportState>(StringComparer.OrdinalIgnoreCase) : ReadStates(status);
        status?.Close();
        RequestTemplate? chunk = RequestReader.Read(reader, "chunk", ofJob.With("export.chunk"), RequestKind.Read, title, format, required: true, isElsewhere: true);
        RequestTemplate? cancel = RequestReader.Read(reader, "cancel", ofJob, RequestKind.Read, $"the end of {title}");
        var usual = new ExportJobDefinition();
        int? poll = reader.Number("pollSeconds", 1, 600);
        int? longest = reader.Number("longestPollSeconds", 1, 3600);
        int? patience = reader.Number("patienceMinutes", 1, 10_000);
        int? limit = reader.Number("limitMinutes", 1, 10_000);
        bool isResubmitted = reader.Flag("resubmit") ?? false;
        AnswerMap? ofCreation = AnswerMap.Compile(reader.File, reader.Problems, created, reader.Map);
        AnswerMap? ofLook = status is null ? null : AnswerMap.Compile(reader.File, reader.Problems, looked, status.Map);
        return look is null || chunk is null || ofCreation is null || ofLook is null ? null : new ExportManifest
        {
            Job = new ExportJobDefinition
            {
                FirstPoll = poll is { } seconds ? TimeSpan.FromSeconds(seconds) : usual.FirstPoll,
                LongestPoll = longest is { } most ? TimeSpan.FromSeconds(most) : usual.LongestPoll,
                Patience = patience is { } minutes ? TimeSpan.FromMinutes(minutes) : usual.Patience,
                Limit = limit is { } whole ? TimeSpan.FromMinutes(whole) : usual.Limit,
            },
            IsResubmitted = isResubmitted,
            Created = ofCreation,
            TwinStatus = statuses,
            TwinText = text,
            Look = look,
            Looked = ofLook,
            StateWord = states,
            Chunk = chunk,
            Cancel = cancel,
        };
    }

    /// <summary>Reads the request for the pages after the first one; null where it is the same, or cannot be used, which was reported.</summary>
    /// <param name="scope">What its templates may name.</param>
    /// <param name="title">What it is for, for messages.</param>
    /// <param name="format">What its answer holds.</param>
    public RequestTemplate? ReadNext(TemplateScope scope, string title, RecordFormat format) =>
        _reader is { } reader && Kind == PagingKind.Cursor ? RequestReader.Read(reader, "next", scope, RequestKind.Read, title, format) : null;

    /// <summary>Reports the keys that have no meaning.</summary>
    public void Close() => _reader?.Close();

    private static Dictionary<string, ExportState> ReadStates(MapReader status)
    {
        var states = new Dictionary<string, ExportState>(StringComparer.OrdinalIgnoreCase);
        MapReader? table = status.Child("states", "the states of an export", required: true);
        foreach (ManifestEntry entry in table?.TakeAll().ToList() ?? [])
        {
            if (table!.Word<ExportState>(entry.Key.Text) is { } state)
                states[entry.Key.Text] = state;
        }

        if (table is not null && !states.ContainsValue(ExportState.Finished))
            table.Problems.Add(table.File, table.Map, "No state means 'finished', so that no export would end.");
        return states;
    }
}
