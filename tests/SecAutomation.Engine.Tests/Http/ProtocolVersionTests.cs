using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Tests.Http;

/// <summary>Servers that speak no version of TLS that is still safe.</summary>
public sealed class ProtocolVersionTests
{
    private const byte Handshake = 22;
    private const byte Alert = 21;

    [Fact]
    public void Nothing_older_than_Tls_1_2_is_offered()
    {
        using SocketsHttpHandler handler = MessageHandlers.Create(Definition(new Uri("https://localhost/")));

        handler.SslOptions.EnabledSslProtocols.ShouldBe(SslProtocols.Tls12 | SslProtocols.Tls13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_server_that_speaks_only_Tls_1_0_or_1_1_gets_no_request(byte minorVersion)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = new ConcurrentQueue<byte>();
        Task serving = ServeAsync(listener, minorVersion, heard);
        var url = new Uri($"https://{listener.LocalEndpoint}/");
        await using var door = new HttpDoor(Definition(url), null, new RecordedObserver(), TimeProvider.System);

        FailureException failure = await Should.ThrowAsync<FailureException>(door.SendAsync(new HttpCall { Source = "stub", Url = new Uri("/x", UriKind.Relative) }, default));

        failure.Id.ShouldBe(FailureId.ConnectionFailed);
        failure.Message.ShouldContain($"{url.Authority} speaks neither TLS 1.2 nor TLS 1.3");
        failure.NextStep.ShouldNotBeNull().ShouldContain("TLS 1.2 or newer");
        await serving;
        heard.First().ShouldBe(Handshake);
        heard.Skip(1).ShouldAllBe(kind => kind == Alert);
    }

    [Fact]
    public async Task A_port_that_speaks_no_Tls_is_said_to_be_the_wrong_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = RefuseAsync(listener);
        var url = new Uri($"https://{listener.LocalEndpoint}/");
        await using var door = new HttpDoor(Definition(url), null, new RecordedObserver(), TimeProvider.System);

        FailureException failure = await Should.ThrowAsync<FailureException>(door.SendAsync(new HttpCall { Source = "stub", Url = new Uri("/x", UriKind.Relative) }, default));

        failure.Id.ShouldBe(FailureId.ConnectionFailed);
        failure.Message.ShouldContain($"{url.Authority} ends the connection before it is secure");
        failure.NextStep.ShouldNotBeNull().ShouldContain("the port of HTTPS");
        await serving;
    }

    // What a web server says to a greeting of TLS at its port without.
    private static async Task RefuseAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        await ReadAsync(stream);
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
    }

    // Answers the client's greeting with one of an old version: such servers need no library that still has them.
    private static async Task ServeAsync(TcpListener listener, byte minorVersion, ConcurrentQueue<byte> heard)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        try
        {
            heard.Enqueue(await ReadAsync(stream));
            byte[] hello = [2, 0, 0, 38, 3, minorVersion, .. new byte[32], 0, 0xC0, 0x13, 0];
            await stream.WriteAsync((byte[])[Handshake, 3, minorVersion, 0, (byte)hello.Length, .. hello]);
            while (true)
                heard.Enqueue(await ReadAsync(stream));
        }
        catch (IOException)
        {
            // The client left.
        }
    }

    // The kind of a record, whose content is passed over.
    private static async Task<byte> ReadAsync(NetworkStream stream)
    {
        byte[] head = new byte[5];
        await stream.ReadExactlyAsync(head);
        await stream.ReadExactlyAsync(new byte[(head[3] << 8) | head[4]]);
        return head[0];
    }

    private static HttpDoorDefinition Definition(Uri url) => new() { BaseUrl = url, Retry = new RetryDefinition { Attempts = 1 } };
}
