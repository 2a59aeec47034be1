using System.Security.Cryptography;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Trackers;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Actions;

/// <summary>
/// What a product that keeps tickets can be asked to do, one method for each. Every change is read back: a status of 200 proves nothing. Safe for
/// many calls at once.
/// </summary>
public sealed partial class TicketActions : IDisposable
{
    /// <summary>What every key begins with.</summary>
    internal const string KeyPrefix = "sa1-";

    private const string CanaryAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int CanaryLength = 26;

    private readonly LiveConnection _connection;
    private readonly TrackerManifest _tracker;
    private readonly IHttpObserver _observer;
    private readonly ActionRequests _requests;
    private readonly SemaphoreSlim _once = new(1, 1);
    private readonly HashSet<string> _fieldsSeen = new(StringComparer.Ordinal);
    private TicketNames _names;
    private IReadOnlyList<ActionChoice>? _teams;
    private IReadOnlyList<ActionChoice>? _priorities;

    /// <summary>Makes them. Nothing is sent yet.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionInvalid"/>: the connection's product keeps no tickets.</exception>
    public TicketActions(LiveConnection connection, IHttpObserver observer)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _observer = observer;
        _tracker = connection.Connector.Tracker ?? throw new FailureException(
            FailureId.ConnectionInvalid, $"The connection {connection.Name} is to {connection.Connector.Title}, which keeps no tickets.", "Name a connection to a ticket product.", connection.Name);
        _names = new TicketNames(connection, _tracker);
        _requests = new ActionRequests(connection, _tracker, observer);
        string instance = _tracker.Instance.Fill(_names.Values) ?? "";
        Instance = $"{_names.Address.Authority}{_names.Address.AbsolutePath.TrimEnd('/')}{(instance.Length > 0 ? "#" : "")}{instance}".ToLowerInvariant();
    }

    /// <summary>What the connector says of its product.</summary>
    public TrackerManifest Tracker => _tracker;

    /// <summary>How many requests the product takes; null: not known.</summary>
    public RateLimit? Limit => _connection.Limit;

    /// <summary>How many requests the product takes, in one sentence.</summary>
    public string Budget => _connection.Budget;

    /// <summary>The connection's name.</summary>
    public string Name => _connection.Name;

    /// <summary>What the tracker is called in keys: host, port and path, and what tells its parts apart. The scheme is not in it.</summary>
    public string Instance { get; }

    /// <summary>How it writes formatted text.</summary>
    public string Dialect => _tracker.Dialect.Fill(_names.Values) ?? "plain";

    /// <summary>The team where none is named; null: the connection names none.</summary>
    public string? DefaultTeam => _tracker.DefaultTeam?.Fill(_names.Values) is { Length: > 0 } team ? team : null;

    /// <summary>What the product calls that to which tickets are assigned.</summary>
    public string TeamKind => _names.TeamKind;

    /// <summary>Whether the product tells which teams there are; where it does not, a wrong one is refused when a ticket is written.</summary>
    public bool ListsTeams => _requests.FindTeams(_names.TeamKind) is not null;

    /// <summary>Whether the marker has a field of its own, because the text of a ticket cannot be changed.</summary>
    public bool HasMarkerField => _names.Marker.Length > 0;

    /// <summary>Whether the answer to a new ticket leaves out what the product made of it.</summary>
    public bool ReadsNewTicketsBack => _requests.Find(ActionName.Create)!.IsReadBack;

    /// <summary>Whether files can be attached.</summary>
    public bool CanAttach => _tracker.Action.ContainsKey(ActionName.Attach);

    /// <summary>Whether a closed ticket can be opened again.</summary>
    public bool CanReopen => _tracker.Action.ContainsKey(ActionName.Reopen);

    /// <summary>Whether the fields of tickets were looked at; where they differ from one team to another, of some team.</summary>
    public bool AreFieldsSeen => _fieldsSeen.Count > 0;

    /// <summary>Makes sure that tickets can be written, found and read again, before anything is written.</summary>
    /// <param name="teams">The teams that tickets will go to, by name or id; empty: the connection's own.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.TicketFieldMissing"/>: the field of the key or of the marker is not there, or the account does not see it;
    /// <see cref="FailureId.TicketFilterIgnored"/>: a search for a key that cannot exist finds something;
    /// <see cref="FailureId.TeamNotFound"/>: a team is not known; and whatever a request can fail with.
    /// </exception>
    public async Task PrepareAsync(IReadOnlyCollection<string> teams, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(teams);

        // Some products answer anybody; who we are is what tells a credential from a wrong one.
        if (_connection.Manifest.Test.Identity is { } identity)
        {
            using HttpAnswer answer = await _connection.SendAsync(identity.Request, TemplateValues.Empty, _observer, cancellationToken).ConfigureAwait(false);
        }

        string[] wanted = teams.Count > 0 ? [.. teams.Distinct(StringComparer.Ordinal)] : DefaultTeam is { } one ? [one] : [];
        foreach (string team in wanted)
        {
            ActionChoice choice = await TeamAsync(team, cancellationToken).ConfigureAwait(false);
            await CheckFieldsAsync(choice, cancellationToken).ConfigureAwait(false);
        }

        if (wanted.Length == 0)
            await CheckFieldsAsync(null, cancellationToken).ConfigureAwait(false);
        await CheckCanaryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The teams that tickets can go to.</summary>
    public async Task<IReadOnlyList<ActionChoice>> TeamsAsync(CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _teams ??= _requests.FindTeams(_names.TeamKind) is { } action
                ? await _requests.ReadAllAsync(action, TemplateValues.Empty, Choice, cancellationToken).ConfigureAwait(false)
                : [];
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    /// <summary>Finds a team by its name or its id; one of a product that lists none is taken as it is.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.TeamNotFound"/>: it is not there; and whatever a request can fail with.</exception>
    public async Task<ActionChoice> TeamAsync(string team, CancellationToken cancellationToken)
    {
        // Those that cannot be listed are named by their ids; the server says no to a wrong one.
        if (_requests.FindTeams(_names.TeamKind) is null)
            return new ActionChoice(team, team);
        IReadOnlyList<ActionChoice> teams = await TeamsAsync(cancellationToken).ConfigureAwait(false);
        if (teams.Where(choice => choice.Name == team).DistinctBy(choice => choice.Id, StringComparer.Ordinal).Count() > 1)
            throw new FailureException(FailureId.TeamNotFound, $"{Name}: there are several teams '{team}', each a {_names.TeamKind}.", "Name it by its id.", team);
        return ActionChoice.Find(teams, team) ?? throw new FailureException(
            FailureId.TeamNotFound,
            $"{Name}: no {_names.TeamKind} '{team}' is there that this account may use.",
            teams.Count == 0 ? $"Give the account access to a {_names.TeamKind}." : $"These are there: {string.Join(", ", teams.Take(20).Select(choice => choice.Name))}.",
            team);
    }

    private async Task CheckFieldsAsync(ActionChoice? team, CancellationToken cancellationToken)
    {
        ActionManifest action = _requests.Find(ActionName.Fields)!;
        string place = action.IsPerTeam ? team?.Id ?? "" : "";
        if (action.IsPerTeam && team is null)
            return;
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_fieldsSeen.Contains(place))
                return;
            TemplateValues values = TemplateValues.Empty.With(ActionTerms.InputTeam, team?.Id).With(ActionTerms.InputTeamName, team?.Name);
            IReadOnlyList<ActionChoice> fields = await ChoicesAsync(ActionName.Fields, values, cancellationToken).ConfigureAwait(false);
            CheckRequired(fields, values);
            ActionChoice key = FieldOf(fields, _names.Key, "the key", team);
            ActionChoice? marker = _names.Marker.Length > 0 ? FieldOf(fields, _names.Marker, "the marker", team) : null;
            _names = _names with { KeyId = key.Id, MarkerId = marker?.Id };
            _fieldsSeen.Add(place);
        }
        finally
        {
            _once.Release();
        }
    }

    private ActionChoice FieldOf(IReadOnlyList<ActionChoice> fields, string name, string what, ActionChoice? team) => ActionChoice.Find(fields, name) ?? throw new FailureException(
        FailureId.TicketFieldMissing,
        $"{Name}: there is no custom field '{name}' for {what}{(team is null ? "" : $" in the {_names.TeamKind} {team.Name}")}, or the account may not see it.",
        $"Add the field as the connector's README says, and give the account the right to read and write it. Without it tickets could not be found again. {(fields.Count == 0 ? "No field is there." : $"These are there: {string.Join(", ", fields.Take(20).Select(field => field.Name))}.")}",
        name);

    // A product that ignores the filter would "find" tickets for every key, and one that matches loosely finds what is not meant.
    private async Task CheckCanaryAsync(CancellationToken cancellationToken)
    {
        string canary = KeyPrefix + RandomNumberGenerator.GetString(CanaryAlphabet, CanaryLength);
        ActionManifest find = _requests.Find(ActionName.Find)!;
        TemplateValues values = BatchValues(find, [canary]);
        TicketRecordReader reader = await ReaderAsync(cancellationToken).ConfigureAwait(false);
        values = _requests.Paged(find, values, find.Paging.Begin("").First());
        (IReadOnlyList<ReadTicket> found, _, _) = await _requests.ReadPageAsync(find, values, reader.Read, cancellationToken).ConfigureAwait(false);
        if (found.Count > 0)
        {
            throw new FailureException(
                FailureId.TicketFilterIgnored,
                $"{Name}: a search for a key that no ticket has found {found.Count} tickets, {found[0].Number} among them: the product does not filter by the field {_names.Key}.",
                "Let the field be searchable, as the connector's README says.",
                _names.Key);
        }
    }

    private async Task<IReadOnlyList<ActionChoice>> ChoicesAsync(ActionName name, TemplateValues values, CancellationToken cancellationToken)
    {
        if (_requests.Find(name) is not { } action)
            return [];
        return await _requests.ReadAllAsync(action, values, Choice, cancellationToken).ConfigureAwait(false);
    }

    private ActionChoice? Choice(RecordReader reader)
    {
        string? Text(string name) => reader.Map.TryGetSlot(name, out int slot) && reader.Text(slot)?.Trim() is { Length: > 0 } text ? text : null;
        bool Flag(string name) => bool.TryParse(Text(name), out bool flag) && flag;
        string[] All(string name) => reader.Map.TryGetSlot(name, out int slot) ? [.. Enumerable.Range(0, reader.Count(slot)).Select(i => reader.Text(slot, i)).OfType<string>()] : [];
        return Text(ActionTerms.Id) is { } id && Text(ActionTerms.Name) is { } name
            ? new ActionChoice(id, name, TicketRecordReader.IsClosed(_tracker, Text(ActionTerms.IsClosed)), Flag(ActionTerms.IsUsual))
            {
                Status = Text(ActionTerms.Status),
                Resolution = All(ActionTerms.Resolutions),
                IsRequired = Flag(ActionTerms.IsRequired) && !Flag(ActionTerms.HasDefault),
            }
            : null;
    }

    private async Task<PriorityScale> ScaleAsync(CancellationToken cancellationToken)
    {
        if (_tracker.PriorityNumber.Count > 0)
            return PriorityScale.Of(_tracker.PriorityNumber);
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_priorities is null)
            {
                IReadOnlyList<ActionChoice> listed = await ChoicesAsync(ActionName.Priorities, TemplateValues.Empty, cancellationToken).ConfigureAwait(false);
                _priorities = _tracker.IsMostUrgentFirst ? [.. listed.Reverse()] : listed;
            }

            return PriorityScale.Of(_priorities);
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task<TicketRecordReader> ReaderAsync(CancellationToken cancellationToken) => new(
        _tracker,
        _names,
        await ScaleAsync(cancellationToken).ConfigureAwait(false),
        await TeamsAsync(cancellationToken).ConfigureAwait(false));
}
