using System.Globalization;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Actions;

/// <content>What is found where a search does not show it yet.</content>
public sealed partial class TicketActions
{
    /// <summary>How long before the request left the ticket is to have been there that the walk begins at; clocks differ.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(10);

    /// <summary>How many tickets that were just made a search is told of.</summary>
    private const int MostRecent = 50;

    /// <summary>Where a walk gives up: more tickets than a product makes in the time that it needs to settle.</summary>
    private const int LongestWalk = 100;

    private readonly Queue<string> _recent = new();

    /// <summary>
    /// Finds the tickets that have one of these keys, closed ones too, although the product's search may not show them yet: where it finds none, the
    /// tickets are read one after the other that came after the newest which was there before the request left.
    /// </summary>
    /// <param name="keys">The keys.</param>
    /// <param name="sentAt">When a request for them left whose outcome nobody knows; null: none did, and the search is all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<ReadTicket>> FindAsync(IReadOnlyCollection<string> keys, DateTimeOffset? sentAt, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReadTicket> found = await FindAsync(keys, cancellationToken).ConfigureAwait(false);
        HashSet<string> left = [.. keys.Except(found.Select(ticket => ticket.Key), StringComparer.Ordinal)];
        if (sentAt is not { } sent || left.Count == 0 || _requests.Find(ActionName.Newest) is not { } newest || _requests.Find(ActionName.Numbers) is not { } numbers)
            return found;
        IReadOnlyList<ReadTicket> walked = await WalkAsync(newest, numbers, sent, cancellationToken).ConfigureAwait(false);
        return [.. found, .. walked.Where(ticket => left.Contains(ticket.Key))];
    }

    private async Task<IReadOnlyList<ReadTicket>> WalkAsync(ActionManifest newest, ActionManifest numbers, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        TicketRecordReader reader = await ReaderAsync(cancellationToken).ConfigureAwait(false);

        // Counted back from now, so that no time zone matters.
        int minutes = Math.Max(1, (int)Math.Ceiling((_connection.Time.GetUtcNow() - sentAt + s_margin).TotalMinutes));
        IReadOnlyList<ReadTicket> before = await _requests.ReadAllAsync(newest, _names.Fields.With(ActionTerms.InputMinutes, minutes), reader.Read, cancellationToken).ConfigureAwait(false);
        int next = before.Select(ticket => NumberOf(ticket.Number)).DefaultIfEmpty(0).Max() + 1;
        List<ReadTicket> walked = [];
        for (int step = 0; step < LongestWalk; step++, next += numbers.BatchSize)
        {
            TemplateValues fields = _names.Values.With(_names.Fields);
            string[] asked = [.. Enumerable.Range(next, numbers.BatchSize).Select(number => numbers.BatchTerm!.Fill(fields.With(ActionTerms.Value, number)) ?? "")];
            IReadOnlyList<ReadTicket> read = await _requests
                .ReadAllAsync(numbers, _names.Fields.With(ActionTerms.InputNumbers, asked), reader.Read, cancellationToken).ConfigureAwait(false);
            walked.AddRange(read);

            // A number may be missing: a create that was refused uses one up too. A whole batch of them is the end.
            if (read.Count == 0)
                return Distinct(walked);
        }

        throw new FailureException(
            FailureId.ReadIncomplete,
            string.Create(CultureInfo.InvariantCulture, $"{Name}: more than {LongestWalk * numbers.BatchSize} tickets came since the request left; whether its ticket is among them is not known."),
            "Run again later, once the product's search has settled.",
            Name);
    }

    // The digits at the end: 7 of OPS-7.
    private static int NumberOf(string number) =>
        int.TryParse(number.AsSpan(number.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;

    private ReadTicket Recent(ReadTicket made)
    {
        lock (_recent)
        {
            _recent.Enqueue(made.Id);
            if (_recent.Count > MostRecent)
                _recent.Dequeue();
        }

        return made;
    }

    private TemplateValues Searched()
    {
        lock (_recent)
            return _names.Fields.With(ActionTerms.InputRecent, _recent.ToArray());
    }
}
