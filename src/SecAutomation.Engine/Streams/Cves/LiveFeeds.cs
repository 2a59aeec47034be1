using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Streams.Cves;

/// <summary>
/// Reads a feed of vulnerability intelligence from its server, page by page. Each page is kept in a folder until the caller has taken the whole: a
/// read that was interrupted goes on where it stopped, and asks for no page twice.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="stream">The feed's stream.</param>
/// <param name="files">Reads the pages.</param>
/// <param name="folder">Where pages are kept; made so that its owner alone can read it.</param>
/// <param name="address">The whole address of the feed, where it is not the connector's; of single records the connection's address counts.</param>
/// <param name="time">The clock.</param>
public sealed class LiveFeeds(LiveConnection connection, StreamManifest stream, FileStreams files, string folder, Uri? address, TimeProvider time)
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Whatever changed since is asked for by the next run, from the day of the oldest page on.
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(12);

    /// <summary>Reads it.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="rate">Scores CVSS vectors.</param>
    /// <param name="observer">Hears of records that cannot be used, and of progress.</param>
    /// <param name="traffic">Hears of requests.</param>
    /// <param name="cancellationToken">Ends it; the pages until then are kept.</param>
    /// <returns>Every page, or none.</returns>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.ReadIncomplete"/>: a page is missing, damaged, or came twice; and all of <see cref="HttpDoor.SendAsync(HttpCall, CancellationToken)"/>.
    /// </exception>
    public async Task<FeedRead> ReadAsync(FeedQuery query, CvssRater rate, IReadObserver observer, IHttpObserver traffic, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(observer);
        LiveStreamManifest live = stream.Live ?? throw new InvalidOperationException($"{stream} cannot be read from a server.");
        Pager pager = live.Paging!.Begin($"{connection.Name}, {stream.Title}");
        List<CveRead> pages = [];
        for (PageRequest? next = pager.First(); next is not null;)
        {
            HttpCall call = Call(live.RequestAfter(pages.Count), query, next, pages.Count);
            FeedPage? page = Kept(call) ?? await FetchAsync(call, traffic, cancellationToken).ConfigureAwait(false);
            if (page is null)
                return new FeedRead([], IsUnchanged: true);

            CveRead read = files.ReadCves(page, rate, observer, cancellationToken);
            if (read.Failure is { } failure)
            {
                // A damaged page must not wait here for the next run.
                File.Delete(page.File);
                throw failure;
            }

            read = read with { Feed = read.Feed! with { EntityTag = page.EntityTag, LastModified = page.LastModified } };
            pages.Add(read);
            next = Next(pager, read);
            if (read.FeedTotal is { } total)
                observer.Told(string.Create(CultureInfo.InvariantCulture, $"{connection.Name}: {pager.Received} of {total} records."));
        }

        return new FeedRead(pages, IsUnchanged: false);
    }

    /// <summary>Takes the kept pages away, once what they say is kept elsewhere.</summary>
    public static void Forget(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private PageRequest? Next(Pager pager, CveRead read)
    {
        try
        {
            // How many records its page holds is the server's affair, and each page tells.
            return pager.Next(new PageFacts { Records = read.Received, PageSize = (int)read.Received, Total = read.FeedTotal, FirstKey = read.Cve.Count > 0 ? read.Cve[0].CveId : null });
        }
        catch (FailureException)
        {
            // The kept pages do not fit together: the next run begins anew.
            Forget(folder);
            throw;
        }
    }

    private HttpCall Call(RequestTemplate request, FeedQuery query, PageRequest page, int number)
    {
        TemplateValues values = page.Parameter.Aggregate(query.Values, (all, parameter) => all.With(parameter.Name, parameter.Value));
        string place = number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", page {number + 1}");
        HttpCall call = connection.Fill(request, $"{connection.Name}{place}", values);
        Uri url = call.Url;
        if (address is not null && query.CveId is null)
            url = new UriBuilder(address) { Query = string.Join('&', new[] { address.Query.TrimStart('?'), url.Query.TrimStart('?') }.Where(part => part.Length > 0)) }.Uri;

        List<KeyValuePair<string, string>> headers = [.. call.Header];
        string shown = connection.Redactor.Address(url);
        // What another address said of itself says nothing of this one.
        if (query.Known is { } known && known.Source == shown)
        {
            if (known.EntityTag is { } tag)
                headers.Add(KeyValuePair.Create("If-None-Match", tag));
            if (known.LastModified is { } changed)
                headers.Add(KeyValuePair.Create("If-Modified-Since", changed));
        }

        return call with { Url = url, Source = $"{shown}{place}", Header = headers, ExpectedStatus = [.. call.ExpectedStatus, 304] };
    }

    private FeedPage? Kept(HttpCall call)
    {
        string file = FileOf(call);
        return File.Exists(file) && time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero) < s_kept ? new FeedPage(file, call.Source) : null;
    }

    private async Task<FeedPage?> FetchAsync(HttpCall call, IHttpObserver traffic, CancellationToken cancellationToken)
    {
        using HttpAnswer answer = await connection.SendAsync(call, traffic, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 304)
            return null;

        string file = FileOf(call), beside = file + ".part";
        try
        {
            MakeFolder();
            using (FileStream kept = File.Create(beside))
                answer.Save(kept, cancellationToken);

            File.Move(beside, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(
                FailureId.StoreNotWritable, $"What {call.Source} answers cannot be kept in {folder} ({exception.Message.TrimEnd('.')}).",
                "Check the rights and the free space of the folder, or name another file with -StorePath.", folder, exception);
        }

        return new FeedPage(file, call.Source) { EntityTag = answer.Header.GetValueOrDefault("ETag"), LastModified = answer.Header.GetValueOrDefault("Last-Modified") };
    }

    // The address says all that a page depends on; secrets are in headers.
    private string FileOf(HttpCall call) =>
        Path.Combine(folder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(call.Url.AbsoluteUri)), 0, 16).ToLowerInvariant());

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerFolder);
    }
}
