using SecAutomation.Commands.Intelligence;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>Judges open tickets again by the CVE intelligence of this machine.</summary>
internal static class IntelligenceReview
{
    /// <summary>Opens the intelligence.</summary>
    /// <param name="path">The file that the user named; null for the one in the data folder, where there is one.</param>
    /// <param name="options">The day of the run, the table of due dates and the template.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <returns>Judges a ticket; null where there is no intelligence.</returns>
    public static Func<StoredTicket, PlannedTicket?>? Open(string? path, PlanOptions options, DateTimeOffset now, IPipelineWriter writer)
    {
        string file = path ?? IntelligenceStore.DefaultPath;
        if (path is null && !File.Exists(file))
            return null;

        IntelligenceStore store;
        try
        {
            store = IntelligenceFile.Open(file, null, StaleTreatment.Warning, now, writer);
        }
        catch (FailureException failure) when (path is null)
        {
            // Nobody asked for it: what it would add stays not known.
            writer.Warning(failure.Message);
            return null;
        }

        var review = new TicketReview(
            cve => CveDetails.Describe(cve, store.Find(cve), store.Feeds), new EarlierTables(writer.Warning).Find, null, options);
        return ticket => review.Review(ticket);
    }
}
