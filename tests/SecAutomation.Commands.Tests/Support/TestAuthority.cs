using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SecAutomation.Commands.Tests;

/// <summary>A certificate authority of one test, and a server's certificate for localhost.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _authority;

    /// <summary>An authority and a server.</summary>
    /// <param name="name">The name that the server's certificate is for.</param>
    /// <param name="validFor">How long the certificate is valid from now; negative: how long it has been invalid.</param>
    public TestAuthority(string name = "localhost", TimeSpan? validFor = null)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _authority = request.CreateSelfSigned(now.AddDays(-100), now.AddDays(100));

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serverRequest = new CertificateRequest($"CN={name}", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        serverRequest.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = serverRequest.Create(_authority, now.AddDays(-90), now + (validFor ?? TimeSpan.FromDays(90)), [1, 2, 3, 4]);
        using X509Certificate2 whole = issued.CopyWithPrivateKey(serverKey);
        ServerCertificate = X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public X509Certificate2 ServerCertificate { get; }

    public string Pem => _authority.ExportCertificatePem();

    /// <summary>A certificate of somebody who asks, with its key.</summary>
    public X509Certificate2 Client(string name = "secautomation")
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using X509Certificate2 issued = request.Create(_authority, now.AddDays(-1), now.AddDays(1), [5, 6, 7, 8]);
        using X509Certificate2 whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Whether it issued a certificate.</summary>
    public bool Issued(X509Certificate? shown)
    {
        if (shown is null)
            return false;
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { _authority } } };
        return chain.Build((X509Certificate2)shown);
    }

    public void Dispose()
    {
        _authority.Dispose();
        ServerCertificate.Dispose();
    }
}
