using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Hosts;

/// <summary>Finds the host of each record; what a source says of a host is parsed once.</summary>
internal sealed class HostReader(FieldReader fields, StreamManifest stream, FoundHosts found, string? given)
{
    private readonly HostTerms _terms = new(stream);
    private long _lastParent = -1;
    private HostDraft? _last;

    /// <summary>The host of the current record; null where the record names none.</summary>
    public HostDraft? Find() => stream.Host == HostSource.Given ? FindGiven() : stream.HostIsParent ? FindByParent() : FindByKey();

    private HostDraft? FindGiven()
    {
        if (_last is null)
            return _last = Begin();
        _last.Facts.Learn(fields, _terms);
        return _last;
    }

    private HostDraft? FindByParent()
    {
        if (fields.Reader.ParentOrdinal == _lastParent)
            return _last;
        _lastParent = fields.Reader.ParentOrdinal;
        _last = null;
        string? id = fields.Text(_terms.HostId);
        string? names = KeyOfAddressedName();
        if (Known(id, names) is { } host)
        {
            host.Facts.Learn(fields, _terms);
            host.BeginScan();
            return _last = host;
        }

        if (Begin() is not { } begun)
            return null;
        if (id is not null)
            found.ByKey.TryAdd(id, begun);
        if (names is not null)
            found.ByKey.TryAdd(names, begun);
        return _last = begun;
    }

    /// <summary>The host of an earlier scan of the same report; one that the source knows by another key is another machine.</summary>
    private HostDraft? Known(string? id, string? names)
    {
        if (id is not null && found.ByKey.TryGetValue(id, out HostDraft? host))
            return host;
        return names is not null && found.ByKey.TryGetValue(names, out host) && (id is null || host.Facts.HostId is null) ? host : null;
    }

    private HostDraft? FindByKey()
    {
        string key = fields.Text(_terms.HostId) ?? KeyOfNames();
        if (found.ByKey.TryGetValue(key, out HostDraft? host))
        {
            host.Facts.Learn(fields, _terms);
            return host;
        }

        host = Begin();
        if (host is not null)
            found.ByKey.Add(key, host);
        return host;
    }

    private HostDraft? Begin()
    {
        HostFacts facts = new(stream, given);
        facts.Learn(fields, _terms);
        if (!facts.HasName)
            return null;
        HostDraft host = new(facts);
        found.Host.Add(host);
        return host;
    }

    /// <summary>Without a key of the source's own, a host is whatever is named and addressed the same. A key of a source holds no line end.</summary>
    private string KeyOfNames()
    {
        ChosenName chosen = new HostNaming(stream).Add(fields).Choose();
        string addresses = string.Join(' ', fields.Values(_terms.IPAddress).Concat(chosen.IPAddress));
        return $"\n{chosen.ComputerName.ToUpperInvariant()}\n{chosen.Fqdn}\n{addresses}";
    }

    /// <summary>Elements that differ may hold hosts of one name: without an address that is the same too, the name makes no two of them one.</summary>
    private string? KeyOfAddressedName()
    {
        string key = KeyOfNames();
        return key.EndsWith('\n') ? null : key;
    }
}
