using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

public sealed class CsvRecords
{
    private static readonly FieldMap s_hosts = Map(RecordFormat.Csv, "", Field("name", "Host Name", "computername"), Field("ip", "ip", "IP Address"), Field("note"));

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_separator_is_found_in_the_header(char separator)
    {
        char[] others = [.. ",;\t|".Where(c => c != separator)];
        string header = string.Join(separator, $"\"quoted {others[0]}{others[1]}{others[2]}{others[0]}{others[1]}{others[2]}\"", "HOST_NAME", "Ip Address", "other");
        using RecordReader reader = Open(s_hosts, $"{header}\nq{separator}a{separator}10.0.0.1{separator}x\n");
        Dump(reader).ShouldBe(["a|10.0.0.1|<Absent>"]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_kind_of_line_end_is_read(string lineEnd)
    {
        using RecordReader reader = Open(s_hosts, $"hostname,note,ip{lineEnd}a,\"x \"\"y\"\"{lineEnd}z, w\",1{lineEnd}b,,2{lineEnd}{lineEnd}c,n,3");
        Dump(reader).ShouldBe([$"a|1|x \"y\"{lineEnd}z, w", "b|2|<Empty>", "c|3|n"]);
    }

    [Fact]
    public void The_place_is_the_line_where_the_row_begins()
    {
        using RecordReader reader = Open(s_hosts, "hostname,note\na,\"1\n2\n3\"\nb,x\n");
        reader.Read(default).ShouldBeTrue();
        reader.Place.ShouldBe("sample, line 2");
        reader.Read(default).ShouldBeTrue();
        reader.Place.ShouldBe("sample, line 5");
    }

    [Fact]
    public void Byte_order_marks_are_honoured()
    {
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            using RecordReader reader = Open(s_hosts, [.. encoding.GetPreamble(), .. encoding.GetBytes("hostname;ip\nhöst😀;1\n")]);
            Dump(reader).ShouldBe(["höst😀|1|<Absent>"]);
        }
    }

    [Fact]
    public void Text_that_is_not_unicode_is_an_error_with_its_line()
    {
        using RecordReader reader = Open(s_hosts, Encoding.Latin1.GetBytes("hostname,ip\na,1\nhöst,2\n"));
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => Dump(reader));
        failure.Id.ShouldBe(FailureId.EncodingInvalid);
        failure.Message.ShouldContain("line 3");
        Should.Throw<FailureException>(() => Open(s_hosts, Encoding.Unicode.GetBytes("hostname,ip\n"))).Id.ShouldBe(FailureId.EncodingInvalid);
    }

    [Fact]
    public void The_header_of_a_second_file_is_reported_and_no_record()
    {
        using RecordReader reader = Open(s_hosts, "hostname,ip,note\na,1,m\n\"hostname\",ip, note\nb,2,n\n");
        reader.Read(default).ShouldBeTrue();
        reader.Failure.ShouldBeNull();
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.RecordInvalid);
        reader.Failure.Message.ShouldContain("sample, line 3: the header stands there again, as where two files were joined");
        reader.Read(default).ShouldBeTrue();
        reader.Failure.ShouldBeNull();
        DumpRecord(reader).ShouldBe("b|2|n");
    }

    [Fact]
    public void A_ragged_row_is_reported_with_its_line_and_the_next_go_on()
    {
        using RecordReader reader = Open(s_hosts, "hostname,ip,note\na,1\nb,2,x,y\nc,3,n\n");
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.RecordInvalid);
        reader.Failure.Message.ShouldContain("sample, line 2: the row has 2 cells, the header 3");
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Message.ShouldContain("line 3: the row has 4 cells");
        reader.Read(default).ShouldBeTrue();
        reader.Failure.ShouldBeNull();
        DumpRecord(reader).ShouldBe("c|3|n");
    }

    [Theory]
    [InlineData("hostname,ip,Other,other\n", "column 3 'Other' and column 4 'other'")]
    [InlineData("Host Name,ip,host-name\n", "column 1 'Host Name' and column 3 'host-name'")]
    public void Two_columns_of_one_name_are_an_error_that_names_both(string text, string message)
    {
        FailureException failure = Should.Throw<FailureException>(() => Open(s_hosts, text));
        failure.Id.ShouldBe(FailureId.HeaderInvalid);
        failure.Message.ShouldContain(message);
        failure.Message.ShouldContain("line 1");
    }

    [Fact]
    public void Lines_before_the_header_are_passed_over_where_the_map_allows_them()
    {
        FieldMap map = FieldMap.Compile(new FieldMapDefinition { Format = RecordFormat.Csv, Fields = s_hosts.Definition.Fields, PreambleLines = 4 });
        using RecordReader reader = Open(map, "\"Report\",\"Feb 03, 2026\"\n\nCompany,a,b,c,d,e\nhostname,ip,x\na,1,2\n");
        Dump(reader).ShouldBe(["a|1|<Absent>"]);
        reader.Header.ShouldBe(["hostname", "ip", "x"]);
    }

    [Fact]
    public void The_line_that_names_the_separator_is_honoured()
    {
        using RecordReader reader = Open(s_hosts, "sep=;\r\nhostname;ip\r\na,b;1\r\n");
        Dump(reader).ShouldBe(["a,b|1|<Absent>"]);
    }

    [Fact]
    public void A_missing_column_is_told_from_an_empty_cell()
    {
        using RecordReader reader = Open(s_hosts, "hostname,ip\na,\n");
        reader.Names(0).ShouldBeTrue();
        reader.Names(2).ShouldBeFalse();
        Dump(reader).ShouldBe(["a|<Empty>|<Absent>"]);
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_damage_and_not_a_long_cell()
    {
        using RecordReader reader = Open(s_hosts, "hostname,ip\na,1\nb,\"2\nc,3\nd,4\n");
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => reader.Read(default));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("line 3");
    }

    [Fact]
    public void Text_after_a_closing_quote_costs_its_row_alone()
    {
        using RecordReader reader = Open(s_hosts, "hostname,ip\n\"a\"b,1\nc\"d,2\n");
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.RecordInvalid);
        reader.Failure.Message.ShouldContain("line 2");
        Dump(reader).ShouldBe(["c\"d|2|<Absent>"]);
        reader.Failure.ShouldBeNull();
    }

    [Fact]
    public void A_row_without_end_is_bounded()
    {
        using RecordReader reader = Open(s_hosts, "hostname,ip\n\"" + new string('x', 1_000_000), new ReadLimits { MaximumRecordBytes = 10_000, BufferBytes = 1024 });
        Should.Throw<FailureException>(() => Dump(reader)).Id.ShouldBe(FailureId.LimitExceeded);
    }

    [Fact]
    public void A_cell_that_is_too_long_costs_its_row_alone()
    {
        using RecordReader reader = Open(s_hosts, $"hostname,ip\n{new string('x', 5000)},1\nb,2\n", new ReadLimits { MaximumValueBytes = 1000 });
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.LimitExceeded);
        reader.Failure.Message.ShouldContain("line 2: name");
        Dump(reader).ShouldBe(["b|2|<Absent>"]);
    }

    [Fact]
    public void A_file_that_ends_inside_a_character_was_cut()
    {
        using RecordReader reader = Open(s_hosts, Encoding.UTF8.GetBytes("hostname,ip\na,é")[..^1]);
        Should.Throw<FailureException>(() => Dump(reader)).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void A_file_with_nothing_but_its_header_has_no_records()
    {
        using RecordReader reader = Open(s_hosts, "hostname,ip");
        Dump(reader).ShouldBeEmpty();
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_rows()
    {
        using RecordReader reader = Open(s_hosts, new RepeatingStream("hostname,ip,x\n"u8.ToArray(), "server-1,10.0.0.1,\"a \"\"b\"\"\"\n"u8.ToArray(), 200_000));
        for (int i = 0; i < 20_000; i++)
            reader.Read(default).ShouldBeTrue();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 150_000; i++)
            reader.Read(default);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
    }
}
