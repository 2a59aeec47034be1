using System.Globalization;
using System.Text;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class FileStreamsTests : IDisposable
{
    private readonly ReadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_file_that_is_not_there_is_in_the_result()
    {
        ReportRead read = _files.Streams.ReadFindings("/no/such/file", ReadFiles.Everything, _files.Heard, TestContext.Current.CancellationToken);

        read.Failure!.Id.ShouldBe(FailureId.FileNotFound);
        read.Failure.Message.ShouldContain("/no/such/file");
        (read.Read.Source, read.Read.IsComplete).ShouldBe(("/no/such/file", false));
    }

    [Fact]
    public void An_empty_file_is_in_the_result() => _files.Assets("").Failure!.Id.ShouldBe(FailureId.FileEmpty);

    [Fact]
    public void A_report_that_is_cut_keeps_what_was_read_and_is_not_complete()
    {
        ReportRead read = _files.Findings("<acme><host><name>web01</name><item check='1'/><item check='2'/></host><host><name>web");

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Read.IsComplete.ShouldBeFalse();
        ScannedHost host = read.Host.ShouldHaveSingleItem();
        host.Finding.Count.ShouldBe(2);
        host.Read.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void An_inventory_that_is_cut_keeps_what_was_read_and_is_not_complete()
    {
        InventoryRead read = _files.Assets("""{"devices":[{"id":"a","host":"x"},{"id":"b","ho""");

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Asset.ShouldHaveSingleItem().ComputerName.ShouldBe("x");
        read.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void A_document_type_is_refused() =>
        _files.Findings("<!DOCTYPE acme [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><acme><host><name>&x;</name><item/></host></acme>")
            .Failure!.Id.ShouldBe(FailureId.DocumentTypeRefused);

    [Fact]
    public void A_ragged_row_is_reported_and_the_others_are_read()
    {
        InventoryRead read = _files.Assets("Host Name,IP Address,Owner\nweb01,192.0.2.1,a\nweb02\nweb03,192.0.2.3,b,c,d\nweb04,192.0.2.4,e\n");

        read.Asset.Select(asset => asset.ComputerName).ShouldBe(["web01", "web04"]);
        (read.Received, read.Skipped, read.IsComplete).ShouldBe((4, 2, false));
        _files.Heard.Failures.ShouldAllBe(failure => failure.Id == FailureId.RecordInvalid);
        _files.Heard.Failures[0].Message.ShouldContain("line 3");
    }

    [Fact]
    public void Two_columns_of_one_name_are_an_error()
    {
        InventoryRead read = _files.Assets("Host Name,IP Address,host-name\nweb01,192.0.2.1,web02\n");

        read.Failure!.Id.ShouldBe(FailureId.HeaderInvalid);
        read.Asset.ShouldBeEmpty();
    }

    [Fact]
    public void Text_that_is_no_utf8_is_an_error_with_its_file()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("Host Name,Owner\nweb01,M"), 0xFC, .. Encoding.UTF8.GetBytes("ller\n")];
        string path = _files.Write(bytes);

        InventoryRead read = _files.Streams.ReadAssets(path, _files.Heard, TestContext.Current.CancellationToken);

        read.Failure!.Id.ShouldBe(FailureId.EncodingInvalid);
        read.Failure.Message.ShouldContain(path);
    }

    [Fact]
    public void The_same_mistake_ten_thousand_times_is_told_a_hundred_times_and_counted()
    {
        StringBuilder hosts = new();
        for (int i = 0; i < 10_000; i++)
            hosts.Append(CultureInfo.InvariantCulture, $"<host><name>h{i}</name><item><cvss3>bad</cvss3></item></host>");

        ReportRead read = _files.Hosts(hosts.ToString());

        read.Host.Count.ShouldBe(10_000);
        _files.Heard.Failures.Count.ShouldBe(101);
        _files.Heard.Failures[^1].Id.ShouldBe(FailureId.ValueInvalid);
        _files.Heard.Failures[^1].Message.ShouldContain("9,900 more failures of this kind are not shown one by one; there are 10,000 in all.");
    }

    [Fact]
    public void A_hundred_thousand_hosts_of_one_name_stay_apart()
    {
        StringBuilder hosts = new();
        for (int i = 0; i < 100_000; i++)
            hosts.Append("<host><name>same</name><item/></host>");

        ReportRead read = _files.Hosts(hosts.ToString());

        read.Host.Count.ShouldBe(100_000);
        read.Read.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Progress_ends_with_the_whole_file()
    {
        _files.Hosts("<host><name>web01</name><item/></host>");

        ReadProgress last = _files.Heard.Progress[^1];
        last.Records.ShouldBe(1);
        last.Bytes.ShouldBe(last.TotalBytes!.Value);
    }

    [Fact]
    public void Cancelling_ends_the_reading()
    {
        string path = _files.Write("<acme><host><name>web01</name><item/><item/></host></acme>");
        using CancellationTokenSource cancellation = new();

        Should.Throw<OperationCanceledException>(() => _files.Streams.ReadFindings(
            path,
            (in FindingFacts _) =>
            {
                cancellation.Cancel();
                return true;
            },
            _files.Heard,
            cancellation.Token));
    }

    [Fact]
    public async Task Several_files_may_be_read_at_once()
    {
        string path = _files.Write($"<acme>{string.Concat(Enumerable.Range(0, 500).Select(i => $"<host><name>h{i}</name><item/></host>"))}</acme>");

        ReportRead[] reads = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            _files.Streams.ReadFindings(path, ReadFiles.Everything, new Heard(), TestContext.Current.CancellationToken))));

        reads.ShouldAllBe(read => read.Host.Count == 500 && read.Failure == null);
    }
}
