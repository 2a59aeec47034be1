using System.IO.Compression;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Tests.Manifests;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class StreamRecognitionTests : IDisposable
{
    private const string Report = "<?xml version='1.0'?>\n<acme><host><name>web01</name><item><cvss3>9.8</cvss3></item></host></acme>";

    private readonly ReadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("report.csv")]
    [InlineData("report.json")]
    [InlineData("report")]
    public void The_name_of_a_file_says_nothing(string name) => Read(_files.Write(Report, name)).Host.ShouldHaveSingleItem();

    [Fact]
    public void Compressed_content_is_recognised_whatever_it_is_called()
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(Report));

        Read(_files.Write(compressed.ToArray(), "report.nessus")).Host.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("<other/>", "XML with the root element other")]
    [InlineData("{\"error\":{\"code\":401},\"status\":1}", "is JSON with error, status, and in no known format that gives findings")]
    [InlineData("<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>", "is a page of HTML and no report")]
    [InlineData("\u0000\u0001\u0002\u0003", "neither JSON nor XML nor CSV")]
    public void What_nothing_recognises_is_told_with_what_it_looks_like_and_no_list_of_all_formats(string text, string message)
    {
        ReportRead read = _files.Findings(text);

        read.Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);
        read.Failure.Message.ShouldContain(message);
        read.Failure.Message.Length.ShouldBeLessThan(400);
        read.Read.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void A_control_character_in_a_cell_does_not_hide_that_it_is_a_csv() =>
        _files.Assets("Host Name,Owner\nweb01,\u0007bell\u001b\n").Asset.ShouldHaveSingleItem().ComputerName.ShouldBe("web01");

    [Fact]
    public void A_report_is_no_inventory_and_the_message_says_which_command_reads_it()
    {
        FailureException failure = _files.Assets(Report).Failure!;

        failure.Id.ShouldBe(FailureId.FormatNotRecognised);
        failure.Message.ShouldContain("is Acme findings (XML), which gives findings and not assets. Get-CriticalCveHost reads it.");
    }

    [Fact]
    public void What_a_document_lacks_of_the_nearest_format_is_told() =>
        _files.Assets("""{"devices":[{"name":"web01"}]}""").Failure!.Message.ShouldContain("It comes nearest to Acme assets (JSON), and lacks devices[].id.");

    [Fact]
    public void A_beginning_without_an_element_comes_nearest_to_nothing()
    {
        string message = _files.Assets($"<?xml version='1.0'?><!-- {new string('x', 100_000)} --><other/>").Failure!.Message;

        message.ShouldContain("XML whose beginning shows no element");
        message.ShouldNotContain("nearest");
    }

    [Fact]
    public void An_empty_answer_of_one_product_is_no_riddle()
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files["Acme/Streams/again.yaml"] = AcmeConnector.AssetsYaml;
        using ReadFiles twice = new(ConnectorCatalog.FromFiles(files, "a test"));

        twice.Assets("""{"devices":[],"page":{"total":0}}""").Failure.ShouldBeNull();
    }

    [Fact]
    public void A_csv_without_a_name_column_says_what_it_lacks()
    {
        InventoryRead read = _files.Assets("Owner,IP Address,Colour\nx,192.0.2.1,red\n");

        read.Failure!.Id.ShouldBe(FailureId.HeaderInvalid);
        read.Failure.Message.ShouldContain("has the columns Owner, IP Address, Colour, of which Owner, IP Address can be used");
        read.Failure.Message.ShouldContain("CSV with the columns Host Name or Machine");
    }

    [Fact]
    public void Names_of_columns_compare_without_case_blanks_hyphens_and_underscores() =>
        _files.Assets("HOST_name;Ip-Address\nweb01;192.0.2.1\n").Asset.ShouldHaveSingleItem().IPAddress.ShouldBe(["192.0.2.1"]);

    [Fact]
    public void The_line_in_which_a_spreadsheet_names_its_separator_is_no_header() =>
        _files.Assets("sep=;\r\nHost Name;IP Address\r\nweb01;192.0.2.1\r\n").Asset.ShouldHaveSingleItem().IPAddress.ShouldBe(["192.0.2.1"]);

    [Fact]
    public void The_signature_that_says_more_wins()
    {
        using ReadFiles files = new(WithSecond("headers: [[Host Name, Machine], Owner]"));

        files.Assets("Host Name,Owner\nweb01,x\n").Connector.ShouldBe("Zeta");
        files.Assets("Host Name,IP Address\nweb01,192.0.2.1\n").Connector.ShouldBe("Acme");
    }

    [Fact]
    public void Two_signatures_that_say_the_same_are_an_error_and_never_a_guess()
    {
        using ReadFiles files = new(WithSecond("headers: [Host Name]"));

        InventoryRead read = files.Assets("Host Name,IP Address\nweb01,192.0.2.1\n");

        read.Failure!.Id.ShouldBe(FailureId.FormatAmbiguous);
        read.Failure.Message.ShouldContain("Acme/rows");
        read.Failure.Message.ShouldContain("Zeta/rows");
        read.Asset.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_of_records_that_is_empty_is_read_as_one_that_found_nothing()
    {
        InventoryRead read = _files.Assets("""{"devices":[],"page":{"total":0}}""");

        read.Failure.ShouldBeNull();
        (read.Connector, read.IsComplete).ShouldBe(("Acme", true));
        _files.Heard.Warnings.ShouldHaveSingleItem().ShouldContain("holds no records");
    }

    [Fact]
    public void An_object_where_the_list_would_be_is_no_empty_list() =>
        _files.Assets("""{"devices":{"items":[]},"page":{"total":0}}""").Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);

    [Fact]
    public void An_empty_answer_that_announces_records_is_incomplete() =>
        _files.Assets("""{"devices":[],"page":{"total":7}}""").Failure!.Id.ShouldBe(FailureId.ReadIncomplete);

    [Fact]
    public void What_a_file_is_read_as_is_told()
    {
        Read(_files.Write(Report));

        _files.Heard.Tales.ShouldContain(tale => tale.EndsWith("is read as Acme findings (XML) (Acme/findings).", StringComparison.Ordinal));
    }

    private static ConnectorCatalog WithSecond(string signature)
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files["Zeta/connector.yaml"] = "name: Zeta\ntitle: Zeta\ndocUrl: https://zeta.example/\nroles: inventory\n";
        files["Zeta/Streams/rows.yaml"] = AcmeConnector.RowsYaml.Replace("headers: [[Host Name, Machine]]", signature, StringComparison.Ordinal);
        return ConnectorCatalog.FromFiles(files, "a test");
    }

    private ReportRead Read(string path) =>
        _files.Streams.ReadFindings(path, ReadFiles.Everything, _files.Heard, TestContext.Current.CancellationToken);
}
