using System.Globalization;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams.Hosts;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Gathers findings by host, whichever chunk they came in.</summary>
/// <param name="filter">Which are wanted.</param>
internal sealed class FindingTarget(FindingFilter filter) : IRecordTarget
{
    private readonly object _lock = new();
    private readonly List<(string Order, FoundHosts Found)> _parts = [];

    /// <inheritdoc/>
    public IRecordPart Begin(FieldReader fields, StreamManifest stream, string order) => new Part(this, fields, stream, order);

    /// <summary>The hosts of all parts that count, in the order of the parts.</summary>
    public IReadOnlyList<HostDraft> Hosts()
    {
        var hosts = new FoundHosts();
        lock (_lock)
        {
            foreach ((_, FoundHosts found) in _parts.OrderBy(part => part.Order, PartOrder.Instance))
                hosts.Take(found);
        }

        return hosts.Host;
    }

    private sealed class Part(FindingTarget target, FieldReader fields, StreamManifest stream, string order) : IRecordPart
    {
        private readonly FindingReader _findings = new(fields, stream);
        private readonly FoundHosts _found = new();
        private HostReader? _hosts;
        private bool _isBegun;

        public string? FirstKey { get; private set; }

        public int Wanted { get; private set; }

        public bool Use()
        {
            if (!_isBegun)
            {
                _isBegun = true;

                // Several records may be one finding; two that say all the same at the beginning of two pages are one page.
                FirstKey = stream.Key.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{fields.Text(stream.Key[0])} {RecordMark.Of(fields.Reader):x16}");
            }

            if (!_findings.TryReadFacts(out FindingFacts facts) || !target.Wants(in facts))
                return true;
            if ((_hosts ??= new HostReader(fields, stream, _found, given: null)).Find() is not { } host)
                return false;
            Wanted++;
            host.Add(_findings.Read(in facts), _findings.ReadKey());
            return true;
        }

        public void Keep()
        {
            lock (target._lock)
                target._parts.Add((order, _found));
        }
    }

    private bool Wants(in FindingFacts facts) => filter(in facts);
}
