using System.Globalization;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Commands.Intelligence;

/// <summary>Opens CVE intelligence, and says how old it is.</summary>
internal static class IntelligenceFile
{
    /// <summary>Opens a file whose age may matter.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumAge">How old a feed may be; null where it does not matter.</param>
    /// <param name="ifStale">What becomes of older ones.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <returns>The store.</returns>
    /// <exception cref="FailureException">It cannot be used, or is too old and that is to be an error.</exception>
    public static IntelligenceStore Open(
        string path, TimeSpan? maximumAge, StaleTreatment ifStale, DateTimeOffset now, IPipelineWriter writer)
    {
        IntelligenceStore store = IntelligenceStore.Open(path);
        foreach (IntelligenceFeed feed in store.Feeds)
        {
            writer.Verbose($"{feed}, read {feed.ReadAt:yyyy-MM-dd} from {feed.Source}, SHA-256 {feed.Sha256}.");
            if (Stale(feed, maximumAge, now) is not { } stale)
                continue;

            if (ifStale == StaleTreatment.Error)
                throw stale;

            writer.Warning(stale.Message);
        }

        return store;
    }

    /// <summary>The failure of a feed that is older than it may be; null where it is not.</summary>
    public static FailureException? Stale(IntelligenceFeed feed, TimeSpan? maximumAge, DateTimeOffset now)
    {
        if (maximumAge is not { } maximum || now - feed.AsOf <= maximum)
            return null;

        string age = feed.AsOf is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"is of {day:yyyy-MM-dd}, {(now - day).TotalDays:0.#} days old, and {maximum.TotalDays:0.#} are allowed")
            : "does not say of which day it is";
        return new FailureException(
            FailureId.IntelligenceStale, $"The feed {feed.Kind} ({feed.Source}) {age}.",
            "Run Update-CveIntelligence with a newer feed, or allow it with -MaximumAge.", feed.Source);
    }
}
