using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

public sealed class ConnectorTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_connector_tells_what_a_connection_needs_and_how_to_register_one()
    {
        StubProducts.AddTo(module.Session);

        PSObject connector = module.Session.Run("Get-SecConnector OurCmdb").OneObject();

        connector.Value("IsLive").ShouldBe(true);
        connector.Text("Example").ShouldBe("Register-SecConnection -Name ourcmdb -Connector OurCmdb -Url https://cmdb.example.com -Credential (Get-Credential)");
        connector.Text("Source").ShouldNotBeEmpty();
        PSObject[] settings = [.. ((Array)connector.Value("Setting")!).Cast<object>().Select(PSObject.AsPSObject)];
        settings.Select(setting => setting.Text("Name")).ShouldBe(["token", "site"]);
        settings[0].Value("IsSecret").ShouldBe(true);
        settings[0].Text("CredentialPart").ShouldBe("Password");
        ((string[])settings[1].Value("Allowed")!).ShouldBe(["all", "berlin", "vienna"]);
    }

    [Fact]
    public void Connectors_of_files_are_listed_and_not_live()
    {
        CommandResult all = module.Session.Run("Get-SecConnector").Succeeded();
        CommandResult live = module.Session.Run("Get-SecConnector -Live").Succeeded();

        all.Output.Single(connector => connector.Text("Name") == "AssetCsv").Value("IsLive").ShouldBe(false);
        live.Texts("Name").ShouldAllBe(name => name != "AssetCsv");
        live.Output.ShouldAllBe(connector => connector.Text("Example").StartsWith("Register-SecConnection", StringComparison.Ordinal));
        module.Session.Run("Get-SecConnector NoSuchProduct").Ending().Id().ShouldBe("ConnectorNotFound");
    }

    [Fact]
    public void A_folder_of_ones_own_is_read_anew_when_it_is_registered_again()
    {
        Write("OurDraft", "First title");
        Register("OurDraft").OneObject().Text("Title").ShouldBe("First title");

        Write("OurDraft", "Second title");

        Register("OurDraft").OneObject().Text("Title").ShouldBe("Second title");
        module.Session.Run("Get-SecConnector OurDraft").OneObject().Text("Title").ShouldBe("Second title");
    }

    [Fact]
    public void A_mistake_is_told_with_file_line_and_column_and_nothing_is_added()
    {
        Write("OurMistake", "A title\nroels: [inventory]");

        ErrorRecord error = Register("OurMistake").Ending();

        error.Id().ShouldBe("ManifestInvalid");
        error.ToString().ShouldContain("OurMistake/connector.yaml, line 3");
        module.Session.Run("Get-SecConnector OurMistake").Ending().Id().ShouldBe("ConnectorNotFound");
    }

    [Fact]
    public void A_connector_of_the_module_cannot_be_replaced()
    {
        Write("AssetCsv", "Another one");

        Register("AssetCsv").Ending().ToString().ShouldContain("There is a connector 'AssetCsv' already");
    }

    [Fact]
    public void A_registered_connector_reads_files_too()
    {
        Write("OurFiles", "Files of ours");
        Register("OurFiles").Succeeded();
        string file = _place.Write("list.json", """{"boxesOfOurFiles":[{"label":"web01","os":"Plan 9"}]}""");

        module.Session.Run("param($file) Get-AssetDetail web01 -Path $file", ("file", file)).OneObject().Text("OperatingSystem").ShouldBe("Plan 9");
    }

    private CommandResult Register(string name) => module.Session.Run("param($folder) Register-SecConnector $folder", ("folder", _place.Combine(name)));

    private void Write(string name, string title)
    {
        _place.Write($"{name}/connector.yaml", $"name: {name}\ntitle: {title}\ndocUrl: https://example.com/{name}\nroles: [inventory]\n");
        _place.Write($"{name}/Streams/boxes.yaml", $"""
            title: Boxes of {name}
            gives: assets
            format: json
            recognise:
              keys: ["boxesOf{name}[].label"]
            records: boxesOf{name}[]
            fields:
              hostName: label
              operatingSystem: os
            """);
    }
}
