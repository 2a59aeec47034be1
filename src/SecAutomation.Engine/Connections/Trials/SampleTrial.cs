using System.Globalization;
using System.Runtime.CompilerServices;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Streams.Live;

namespace SecAutomation.Engine.Connections.Trials;

/// <summary>What the first records of a product say: how many have the fields that the steps need, and how old they are.</summary>
/// <param name="connection">The connection.</param>
/// <param name="size">How many records are looked at, at most; the first page is read, whatever its size.</param>
/// <param name="observer">Hears what happens.</param>
/// <param name="time">The clock.</param>
public sealed class SampleTrial(LiveConnection connection, int size, IHttpObserver observer, TimeProvider time)
{
    private static readonly TimeSpan s_old = TimeSpan.FromDays(30);

    // Of findings, those of one host are looked at together.
    private static readonly IReadOnlyList<SampledField<(ScannedHost Host, Finding Finding)>> s_finding =
    [
        new("host name", one => one.Host.Identity.Fqdn is not null || one.Host.Identity.Alias.Length > 0, IsVital: true),
        new("IP address", one => one.Host.Identity.IPAddress is { Length: > 0 }),
        new("CVE", one => one.Finding.CveId.Length > 0, IsVital: true),
        new("score", one => one.Finding.CvssScore is not null),
        new("solution", one => one.Finding.Solution is not null),
        new("last seen", one => one.Finding.LastSeen is not null),
    ];

    private const string Software = "installed software";

    private static readonly IReadOnlyList<SampledField<Asset>> s_asset =
    [
        new("host name", asset => asset.ComputerName.Length > 0, IsVital: true),
        new("full name", asset => asset.Fqdn is not null),
        new("IP address", asset => asset.IPAddress is { Length: > 0 }, IsVital: true),
        new("operating system", asset => asset.OperatingSystem is not null, IsVital: true),
        new(Software, asset => asset.InstalledSoftware is { Length: > 0 }),
        new("owner", asset => asset.Owner is not null),
        new("last seen", asset => asset.LastSeen is not null),
    ];

    /// <summary>The answers, each when it is known.</summary>
    /// <param name="cancellationToken">Ends the trial.</param>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (StreamManifest stream in connection.Connector.Stream.Where(stream => stream.Gives != StreamOutput.Cves && IsAsked(stream)))
        {
            foreach (ConnectionCheck check in await AskAsync(stream, cancellationToken).ConfigureAwait(false))
                yield return check;
        }
    }

    private async Task<IReadOnlyList<ConnectionCheck>> AskAsync(StreamManifest stream, CancellationToken cancellationToken)
    {
        ConnectionCheck sample = Answer("Sample", stream.Name);
        if (stream.Live!.Export is not null)
        {
            string look = stream.Gives == StreamOutput.Findings ? $"Get-CriticalCveHost -Connection {connection.Name} -CveId CVE-2021-44228 -Verbose" : $"Get-AssetDetail -ComputerName <one that you know> -Connection {connection.Name} -Verbose";
            return [sample with
            {
                Outcome = CheckOutcome.NotChecked,
                Detail = $"{stream.Title} comes as an export, of which there is no sample without the whole; so its fields and their age are not checked either.",
                NextStep = $"Look at a part of it: {look} | Format-List *",
            }];
        }

        try
        {
            var reading = new LiveReading(connection, ReadLimits.Default, time, new TrialObserver(observer));
            if (stream.Gives == StreamOutput.Assets)
            {
                var target = new AssetTarget(connection.Name, _ => true);
                await new PageReading(reading, stream, TemplateValues.Empty, target).ReadFirstAsync(cancellationToken).ConfigureAwait(false);
                (IReadOnlyList<Asset> assets, bool areWhole) = await CompleteAsync([.. target.Assets().Take(size)], cancellationToken).ConfigureAwait(false);
                return Judge(stream, reading, assets, areWhole ? s_asset : [.. s_asset.Where(field => field.Title != Software)], asset => asset.LastSeen);
            }

            var findings = new FindingTarget((in FindingFacts _) => true);
            await new PageReading(reading, stream, QueryValues.Of(stream.Live, FindingQuery.Everything), findings).ReadFirstAsync(cancellationToken).ConfigureAwait(false);
            var read = new ScanRead { Source = connection.Name };
            return Judge(
                stream, reading,
                [.. findings.Hosts().Select(host => host.Build(read)).SelectMany(host => host.Finding.Select(finding => (Host: host, Finding: finding))).Take(size)],
                s_finding, one => one.Finding.LastSeen);
        }
        catch (FailureException failure)
        {
            return [InterviewTrial.Failed(sample, failure)];
        }
    }

    // Parts of assets are seen in the assets; what comes as an export says that it does.
    private bool IsAsked(StreamManifest stream) =>
        connection.Reads(stream) && (stream.Gives != StreamOutput.AssetParts || stream.Live!.Export is not null);

    /// <summary>The sampled assets with what stands of them in records of their own.</summary>
    /// <returns>The assets, and whether their software was asked for, wherever it stands.</returns>
    private async Task<(IReadOnlyList<Asset> Assets, bool AreWhole)> CompleteAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        string[] ids = [.. assets.Select(asset => asset.AssetId).OfType<string>()];
        StreamManifest[] streams = [.. connection.Connector.Stream.Where(stream => stream is { Gives: StreamOutput.AssetParts, Live: not null })];
        if (ids.Length == 0 || streams.Length == 0)
            return (assets, true);
        var reading = new LiveReading(connection, ReadLimits.Default, time, new TrialObserver(observer));
        var parts = new AssetPartTarget(ids.ToHashSet(StringComparer.Ordinal));
        StreamManifest[] asked = [.. streams.Where(stream => stream.Live!.Batch is not null && connection.Reads(stream))];
        await AssetReading.ReadPartsAsync(reading, asked, ids, parts, cancellationToken).ConfigureAwait(false);
        return (parts.Complete(assets), asked.Any(HasSoftware) || !streams.Any(HasSoftware));
    }

    private static bool HasSoftware(StreamManifest stream) => stream.Fields.ContainsKey("software");

    private List<ConnectionCheck> Judge<T>(
        StreamManifest stream, LiveReading reading, IReadOnlyList<T> records, IReadOnlyList<SampledField<T>> fields, Func<T, DateTimeOffset?> lastSeen)
    {
        string skipped = reading.Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {reading.Skipped} of which could not be used") : "";
        ConnectionCheck sample = Answer("Sample", stream.Name) with
        {
            Outcome = records.Count == 0 || reading.Skipped > 0 ? CheckOutcome.Warning : CheckOutcome.Passed,
            Detail = string.Create(CultureInfo.InvariantCulture, $"The first page of {stream.Title} has {reading.Received} records{skipped}; {records.Count} are looked at."),
            NextStep = records.Count == 0 ? "Where there should be some: check what the account may see." : "",
        };
        if (records.Count == 0)
            return [sample];

        return [sample, .. fields.Select(field => Field(records, field)), Age(stream, records.Max(lastSeen))];
    }

    private ConnectionCheck Field<T>(IReadOnlyList<T> records, SampledField<T> field)
    {
        int filled = records.Count(field.IsFilled);
        double percent = Math.Round(100.0 * filled / records.Count, 1);
        bool isPoor = filled == 0 || (field.IsVital && percent < 50);
        return Answer("Field", field.Title) with
        {
            Outcome = isPoor ? CheckOutcome.Warning : CheckOutcome.Passed,
            Percent = percent,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} per cent of {records.Count} records have it."),
            NextStep = isPoor ? "Check whether the product collects it, and whether the account may see it." : "",
        };
    }

    private ConnectionCheck Age(StreamManifest stream, DateTimeOffset? newest)
    {
        if (newest is not { } seen)
            return Answer("Age", stream.Name) with { Outcome = CheckOutcome.NotChecked, Detail = "No record of the sample says when it was last seen." };

        TimeSpan age = time.GetUtcNow() - seen;
        bool isOld = age > s_old;
        return Answer("Age", stream.Name) with
        {
            Outcome = isOld ? CheckOutcome.Warning : CheckOutcome.Passed,
            Detail = string.Create(CultureInfo.InvariantCulture, $"The newest record of the sample was seen on {seen:yyyy-MM-dd}, {Math.Max(0, age.TotalDays):0} days ago."),
            NextStep = isOld ? "Check whether the product still scans and collects. A page may also begin with its oldest records." : "",
        };
    }

    private ConnectionCheck Answer(string check, string subject) => new() { Connection = connection.Name, Check = check, Subject = subject };
}
