using System.Globalization;

namespace SecAutomation.Engine.Streams;

/// <summary>Joins the saved pages of one inventory, whose completeness only all of them together tell.</summary>
/// <remarks>
/// Pages belong together where they lie in one folder, are of one kind and announce one total. A total that changed from page
/// to page leaves a gap that nothing shows, so those are not joined.
/// </remarks>
public static class InventoryPages
{
    private const int MostNamed = 10;

    /// <summary>Joins what was read from files.</summary>
    /// <param name="reads">One for each file.</param>
    /// <returns>
    /// The inventories, in the order of their first file: pages that announce more than they hold are one inventory, of which
    /// no asset is there twice. It is complete where it has as many records as each page announces.
    /// </returns>
    public static IReadOnlyList<InventoryRead> Join(IReadOnlyList<InventoryRead> reads)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return [.. reads.GroupBy(read => read.IsPage ? (object)(FolderOf(read), read.Connector, read.Stream, read.Expected) : read).Select(OneOf)];
    }

    private static string FolderOf(InventoryRead page) => Path.GetDirectoryName(Path.GetFullPath(page.Source)) ?? page.Source;

    private static InventoryRead OneOf(IEnumerable<InventoryRead> group)
    {
        InventoryRead[] pages = [.. group];
        if (pages.Length == 1)
            return pages[0];

        string folder = FolderOf(pages[0]);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<Asset> assets = [];
        long twice = 0;
        foreach (InventoryRead page in pages)
        {
            string name = Path.GetFileName(page.Source);
            foreach (Asset asset in page.Asset)
            {
                if (asset.AssetId is null || seen.Add(asset.AssetId))
                    assets.Add(asset with { Source = folder, Place = asset.Place.Length == 0 ? name : $"{name}, {asset.Place}" });
                else
                    twice++;
            }
        }

        long received = pages.Sum(page => page.Received) - twice;
        long skipped = pages.Sum(page => page.Skipped);
        FailureException? failure = received == pages[0].Expected ? null : Gap(folder, pages, received);
        return pages[0] with
        {
            Source = folder,
            Asset = assets,
            Received = received,
            Skipped = skipped,
            IsComplete = failure is null && skipped == 0,
            IsPage = false,
            Failure = failure,
        };
    }

    private static FailureException Gap(string folder, InventoryRead[] pages, long received)
    {
        long expected = pages[0].Expected ?? 0;
        string more = pages.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {pages.Length - MostNamed:N0} more") : "";
        string named = string.Join(", ", pages.Take(MostNamed).Select(page => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(page.Source)} ({page.Received:N0})"))) + more;
        string told = received < expected
            ? string.Create(CultureInfo.InvariantCulture, $"{folder}: {pages.Length:N0} pages announce {expected:N0} records and hold {received:N0} of them together; {expected - received:N0} are missing. The pages are {named}.")
            : string.Create(CultureInfo.InvariantCulture, $"{folder}: {pages.Length:N0} pages announce {expected:N0} records and hold {received:N0} together, so that they are not of one inventory. The pages are {named}.");
        return new FailureException(
            FailureId.ReadIncomplete,
            told,
            received < expected ? "Save the pages that are missing beside them, or save all of them again." : "Keep the pages of each inventory in a folder of their own.",
            folder);
    }
}
