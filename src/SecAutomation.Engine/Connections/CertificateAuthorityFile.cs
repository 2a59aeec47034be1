using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SecAutomation.Engine.Connections;

/// <summary>Reads the certificates of authorities: PEM with one or several, or DER with one.</summary>
public static class CertificateAuthorityFile
{
    private const byte DerSequence = 0x30;
    private const string PemMark = "-----BEGIN CERTIFICATE-----";

    /// <summary>The certificates of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.FileNotFound"/>, <see cref="FailureId.FileNotReadable"/>, <see cref="FailureId.CertificateInvalid"/>.
    /// </exception>
    public static IReadOnlyList<X509Certificate2> Read(string path)
    {
        try
        {
            byte[] content = File.ReadAllBytes(path);
            var found = new X509Certificate2Collection();
            string text = Encoding.UTF8.GetString(content);
            if (text.Contains(PemMark, StringComparison.Ordinal))
                found.ImportFromPem(text);
            else if (content is [DerSequence, ..] && X509Certificate2.GetCertContentType(content) == X509ContentType.Cert)
                found.Add(new X509Certificate2(content));

            return found.Count > 0 ? [.. found] : throw None(path, null);
        }
        catch (CryptographicException exception)
        {
            throw None(path, exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException(FailureId.FileNotFound, $"There is no file {path} with a certificate authority.", "Check the path.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"{path} cannot be read: {exception.Message}", "Check its rights.", path, exception);
        }
    }

    private static FailureException None(string path, Exception? cause) => new(
        FailureId.CertificateInvalid, $"{path} holds no certificate of an authority.", "Save the authority's certificate as PEM or DER, without a private key.", path, cause);
}
